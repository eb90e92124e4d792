package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.gaussian.Gaussian;
import dev.zeroflow.hpo.space.NumericDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kernels of a range with steps: what matters at a value is their share of the bin around it. Few
 * values make few different kernels, so the shares of small ranges are worked out once for each.
 */
final class SteppedAxis extends NumericAxis {
  /** Larger ranges have too many different kernels for a table. */
  private static final int MAX_TABLE = 256;

  private record Kernel(double mean, double width) {}

  private final Map<Kernel, Integer> numbers = new HashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final double[][] shares;
  private final int[] known;
  private int[] kind = new int[16];

  SteppedAxis(NumericDistribution range) {
    super(range);
    int values = range.cardinality() > MAX_TABLE ? 0 : (int) range.cardinality();
    shares = new double[values][0];
    known = new int[values];
  }

  @Override
  void open(int slot) {
    kind = Arrays.copyOf(kind, mean.length);
    System.arraycopy(kind, slot, kind, slot + 1, size - slot);
  }

  @Override
  void close(int slot) {
    System.arraycopy(kind, slot + 1, kind, slot, size - slot - 1);
  }

  @Override
  void changed(int slot) {
    if (shares.length > 0) {
      kind[slot] =
          numbers.computeIfAbsent(
              new Kernel(mean[slot], width[slot]),
              kernel -> {
                kernels.add(kernel);
                return kernels.size() - 1;
              });
    }
  }

  @Override
  public void score(double internal, double[] sums) {
    if (shares.length == 0) {
      for (int i = 0; i < size; i++) {
        sums[i] += logShare(internal, mean[i], width[i]);
      }
      return;
    }
    double[] table = table(internal);
    for (int i = 0; i < size; i++) {
      sums[i] += table[kind[i]];
    }
  }

  @Override
  public double scorePrior(double internal) {
    return logShare(internal, center, high - low);
  }

  private double[] table(double internal) {
    int value = (int) Math.rint((internal - range.lowest()) / range.spacing());
    if (shares[value].length < kernels.size()) {
      shares[value] = Arrays.copyOf(shares[value], kernels.size() + kernels.size() / 2);
    }
    double[] table = shares[value];
    for (; known[value] < kernels.size(); known[value]++) {
      Kernel kernel = kernels.get(known[value]);
      table[known[value]] = logShare(internal, kernel.mean, kernel.width);
    }
    return table;
  }

  private double logShare(double internal, double peak, double spread) {
    double half = range.spacing() / 2;
    double left = (range.toWorking(internal - half) - peak) / spread;
    double right = (range.toWorking(internal + half) - peak) / spread;
    return Gaussian.logMass(left, right) - logInside(peak, spread);
  }
}
