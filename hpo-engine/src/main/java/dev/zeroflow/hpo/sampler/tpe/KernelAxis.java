package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.NumericDistribution;

/**
 * One parameter of an estimator: a kernel for each observation, and the prior, which is as wide as
 * the range. Kernels are kept in slots 0 to n - 1; the prior answers to slot n.
 */
sealed interface KernelAxis permits NumericAxis, CategoricalAxis {

  static KernelAxis of(Distribution distribution) {
    return switch (distribution) {
      case CategoricalDistribution choices -> new CategoricalAxis(choices.choices().size());
      case NumericDistribution range when range.spacing() > 0 -> new SteppedAxis(range);
      case NumericDistribution range -> new ContinuousAxis(range);
    };
  }

  /** Puts a kernel into a slot; those from there on move up. */
  void insert(int slot, double internal);

  /** Takes a kernel out of its slot; those behind it move down. */
  void remove(int slot);

  /** Adds the log densities of all kernels at a value to their sums. */
  void score(double internal, double[] sums);

  /** Log density of the prior at a value. */
  double scorePrior(double internal);

  /**
   * Draws a value from a kernel or the prior.
   *
   * @param unit chance, in [0, 1)
   */
  double draw(int slot, double unit);
}
