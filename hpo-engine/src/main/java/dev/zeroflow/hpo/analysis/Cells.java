package dev.zeroflow.hpo.analysis;

import dev.zeroflow.hpo.gaussian.Gaussian;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.NumericDistribution;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter cut into cells, and how a smoothed share of some values falls into each.
 *
 * <p>Ranges have at most 50 cells around evenly spread points of their scale; choices one each.
 */
final class Cells {
  private static final int MAX_CELLS = 50;

  /** 90 % of the narrowest kernel lie in one cell. */
  private static final double NARROWEST = 0.5 / 1.64;

  private Cells() {}

  /**
   * Shares of all cells; their sum is 1.
   *
   * @param values internal values, at least one
   */
  static double[] shares(Distribution distribution, List<Double> values) {
    return switch (distribution) {
      case CategoricalDistribution choices -> choiceShares(counts(choices, values));
      case NumericDistribution range -> rangeShares(counts(range, values));
    };
  }

  private static double[] counts(CategoricalDistribution choices, List<Double> values) {
    double[] counts = new double[choices.choices().size()];
    values.forEach(value -> counts[value.intValue()]++);
    return counts;
  }

  private static double[] counts(NumericDistribution range, List<Double> values) {
    double[] counts = new double[cells(range)];
    double low = range.toWorking(range.lowest());
    double width = (range.toWorking(range.highest()) - low) / (counts.length - 1);
    for (double value : values) {
      double cell = Math.ceil((range.toWorking(value) - low) / width - 0.5);
      counts[(int) Math.clamp(cell, 0, counts.length - 1)]++;
    }
    return counts;
  }

  private static int cells(NumericDistribution range) {
    if (range instanceof IntDistribution whole && whole.log()) {
      double doublings = Math.ceil(Math.log(whole.high() - whole.low() + 1.0) / Math.log(2));
      return (int) Math.min(doublings + 1, MAX_CELLS);
    }
    return range.spacing() > 0 ? (int) Math.min(range.cardinality(), MAX_CELLS) : MAX_CELLS;
  }

  /** Each choice that occurs lends a part of its weight to all; as does the prior, of weight 1. */
  private static double[] choiceShares(double[] counts) {
    double total = Arrays.stream(counts).sum() + 1;
    double kernels = Arrays.stream(counts).filter(count -> count > 0).count() + 1.0;
    double lent = 1 / kernels / (1 + counts.length / kernels);
    double kept = 1 / (1 + counts.length / kernels);
    double[] shares = new double[counts.length];
    Arrays.setAll(
        shares, i -> (counts[i] * kept + (total - 1) * lent + 1.0 / counts.length) / total);
    return shares;
  }

  private static double[] rangeShares(double[] counts) {
    double total = Arrays.stream(counts).sum() + 1;
    double width = Math.max(bandwidth(counts), NARROWEST);
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        spread(shares, i, width, counts[i] / total);
      }
    }
    spread(shares, (counts.length - 1) / 2.0, counts.length, 1 / total);
    return shares;
  }

  private static void spread(double[] shares, double center, double width, double weight) {
    int n = shares.length;
    double inside = Gaussian.logMass((-0.5 - center) / width, (n - 0.5 - center) / width);
    for (int i = 0; i < n; i++) {
      double cell = Gaussian.logMass((i - 0.5 - center) / width, (i + 0.5 - center) / width);
      shares[i] += weight * Math.exp(cell - inside);
    }
  }

  /** Scott's rule in cells, by the smaller of deviation and quartile distance. */
  private static double bandwidth(double[] counts) {
    double total = Arrays.stream(counts).sum();
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      mean += i * counts[i] / total;
      squares += (double) i * i * counts[i];
    }
    double variance = (squares - total * mean * mean) / Math.max(1, total - 1);
    double deviation = Math.sqrt(Math.max(0, variance));
    double quartiles =
        occupied(counts, Math.floor(total * 3 / 4), false)
            - occupied(counts, Math.floor(total / 4), true);
    return 1.059 * Math.min(quartiles / 1.34, deviation) * Math.pow(total, -0.2);
  }

  /** The first occupied cell up to which the counts reach a number, or exceed it. */
  private static double occupied(double[] counts, double number, boolean isReachEnough) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        last = i;
        sum += counts[i];
        if (sum > number || (isReachEnough && sum == number)) {
          return i;
        }
      }
    }
    return last;
  }
}
