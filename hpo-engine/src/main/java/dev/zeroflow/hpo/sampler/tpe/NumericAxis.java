package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.gaussian.Gaussian;
import dev.zeroflow.hpo.gaussian.TruncatedGaussian;
import dev.zeroflow.hpo.space.NumericDistribution;
import java.util.Arrays;

/**
 * Normal kernels at the observations, truncated to the working range. A kernel reaches to the
 * farther one of its neighbours; the outermost ones look inwards only; none is narrower than a
 * share of the range that shrinks to a hundredth as observations come in.
 *
 * <p>A new observation changes only its neighbours once there are a hundred, so what depends on a
 * kernel is kept and brought up to date one by one.
 */
abstract sealed class NumericAxis implements KernelAxis permits ContinuousAxis, SteppedAxis {
  private static final int NARROWEST_SHARE = 100;

  final NumericDistribution range;
  final double low;
  final double high;
  final double center;
  double[] mean = new double[16];
  double[] width = new double[16];
  int size;
  private int[] sorted = new int[16];
  private double floor;

  NumericAxis(NumericDistribution range) {
    this.range = range;
    low = range.workingLow();
    high = range.workingHigh();
    center = 0.5 * low + 0.5 * high;
  }

  /** Makes room for what depends on a kernel: slots from here on move up. */
  abstract void open(int slot);

  /** Forgets what depends on a kernel: slots behind it move down. */
  abstract void close(int slot);

  /** Brings what depends on a kernel up to date. */
  abstract void changed(int slot);

  @Override
  public final void insert(int slot, double internal) {
    mean = opened(mean, slot, size);
    width = opened(width, slot, size);
    open(slot);
    renumber(slot, 1);
    mean[slot] = range.toWorking(internal);
    int place = place(slot);
    sorted = Arrays.copyOf(sorted, mean.length);
    System.arraycopy(sorted, place, sorted, place + 1, size - place);
    sorted[place] = slot;
    size++;
    adapt(place);
  }

  @Override
  public final void remove(int slot) {
    int place = place(slot);
    System.arraycopy(sorted, place + 1, sorted, place, size - place - 1);
    System.arraycopy(mean, slot + 1, mean, slot, size - slot - 1);
    System.arraycopy(width, slot + 1, width, slot, size - slot - 1);
    close(slot);
    size--;
    renumber(slot + 1, -1);
    adapt(place);
  }

  @Override
  public final double draw(int slot, double unit) {
    boolean isPrior = slot == size;
    double peak = isPrior ? center : mean[slot];
    double spread = isPrior ? high - low : width[slot];
    double z = TruncatedGaussian.quantile(unit, (low - peak) / spread, (high - peak) / spread);
    return range.fromWorking(peak + z * spread);
  }

  /** Log of the part of a kernel that lies in the range. */
  final double logInside(double peak, double spread) {
    return Gaussian.logMass((low - peak) / spread, (high - peak) / spread);
  }

  /** Room for one more in a slot. */
  static double[] opened(double[] values, int slot, int size) {
    double[] target =
        size < values.length ? values : Arrays.copyOf(values, values.length + values.length / 2);
    System.arraycopy(values, slot, target, slot + 1, size - slot);
    return target;
  }

  /** Widths of the kernels around a place in the order of means, or of all if the floor moved. */
  private void adapt(int place) {
    double before = floor;
    floor = (high - low) / Math.min(NARROWEST_SHARE, size + 2);
    boolean all = floor != before;
    int last = all ? size - 1 : Math.min(size - 1, place + 1);
    for (int i = all ? 0 : Math.max(0, place - 1); i <= last; i++) {
      width[sorted[i]] = Math.clamp(reach(i), floor, high - low);
      changed(sorted[i]);
    }
  }

  private double reach(int place) {
    double peak = mean[sorted[place]];
    double left = peak - (place > 0 ? mean[sorted[place - 1]] : low);
    double right = (place < size - 1 ? mean[sorted[place + 1]] : high) - peak;
    if (size > 1 && place == 0) {
      return right;
    }
    return size > 1 && place == size - 1 ? left : Math.max(left, right);
  }

  /** Place of a slot in the order of means; among equal means older ones come first. */
  private int place(int slot) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int other = sorted[middle];
      if (mean[other] < mean[slot] || (mean[other] == mean[slot] && other < slot)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private void renumber(int from, int by) {
    for (int i = 0; i < size; i++) {
      sorted[i] += sorted[i] >= from ? by : 0;
    }
  }
}
