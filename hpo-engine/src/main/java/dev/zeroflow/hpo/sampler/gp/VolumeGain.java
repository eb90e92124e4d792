package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For several objectives: the volume that a point would add to what the best trials dominate, if
 * each of its losses turned out somewhat better than expected. Points that would add nothing are
 * compared by how far they are from doing so.
 */
final class VolumeGain implements Acquisition {
  /** How much better than expected, in standard deviations. */
  private static final double OPTIMISM = 0.4;

  /** Below the logarithm of every gain. */
  private static final double NOTHING = -750;

  private static final double DISTANCE_WEIGHT = 100;
  private static final double DIFFERENCE = 1e-6;

  private final List<Surrogate> surrogates;
  private final boolean[] isChoice;
  private final List<double[]> front;
  private final double[] reference;
  private final double[] spans;

  /**
   * The gain over some losses.
   *
   * @param surrogates one for each objective
   * @param losses by point, then by objective
   */
  VolumeGain(List<Surrogate> surrogates, boolean[] isChoice, double[][] losses) {
    this.surrogates = surrogates;
    this.isChoice = isChoice;
    this.front = Arrays.stream(Domination.front(losses)).mapToObj(i -> losses[i]).toList();
    this.spans = new double[surrogates.size()];
    this.reference = new double[spans.length];
    for (int m = 0; m < spans.length; m++) {
      int objective = m;
      double[] sorted = Arrays.stream(losses).mapToDouble(l -> l[objective]).sorted().toArray();
      double worst = sorted[sorted.length - 1];
      spans[m] = worst > sorted[0] ? worst - sorted[0] : 1;
      reference[m] = worst + 0.1 * spans[m];
    }
  }

  /** Counts on points that are under way to turn out as expected. */
  static VolumeGain of(
      List<Surrogate> surrogates, boolean[] isChoice, double[][] losses, List<double[]> running) {
    List<double[]> all = new ArrayList<>(Arrays.asList(losses));
    for (double[] point : running) {
      all.add(surrogates.stream().mapToDouble(s -> s.loss(point, 0)).toArray());
    }
    List<Surrogate> believing = surrogates.stream().map(s -> s.believing(running)).toList();
    return new VolumeGain(believing, isChoice, all.toArray(double[][]::new));
  }

  @Override
  public double log(double[] x) {
    double[] losses = new double[spans.length];
    for (int m = 0; m < losses.length; m++) {
      losses[m] = surrogates.get(m).loss(x, -OPTIMISM);
    }
    double distance = distance(losses);
    if (distance >= 0) {
      return NOTHING - DISTANCE_WEIGHT * distance;
    }
    double gain = Hypervolume.contribution(losses, front, reference);
    return Math.max(NOTHING, Math.log(gain));
  }

  @Override
  public double descent(double[] x, double[] gradient) {
    double here = log(x);
    double[] moved = x.clone();
    for (int k = 0; k < x.length; k++) {
      if (!isChoice[k]) {
        double shift = x[k] < 0.5 ? DIFFERENCE : -DIFFERENCE;
        moved[k] = x[k] + shift;
        gradient[k] = (here - log(moved)) / shift;
        moved[k] = x[k];
      } else {
        gradient[k] = 0;
      }
    }
    return -here;
  }

  /** How much all losses would have to fall, in spans, to add something; negative if they do. */
  private double distance(double[] losses) {
    double distance = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < losses.length; m++) {
      distance = Math.max(distance, (losses[m] - reference[m]) / spans[m]);
    }
    for (double[] point : front) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int m = 0; m < losses.length; m++) {
        nearest = Math.min(nearest, (losses[m] - point[m]) / spans[m]);
      }
      distance = Math.max(distance, nearest);
    }
    return distance;
  }
}
