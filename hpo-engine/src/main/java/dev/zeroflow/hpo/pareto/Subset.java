package dev.zeroflow.hpo.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Picks points that together dominate much, one after the other. */
public final class Subset {
  private static final double TINY = 1e-12;

  private record Candidate(int index, double gain, int round) {}

  private Subset() {}

  /**
   * Takes the point that adds most, again and again: at least 63 % of what the best subset has.
   *
   * @param points losses by point, finite
   * @param count number of points to pick
   * @param reference see {@link Hypervolume}
   * @return indices of the points, ascending
   */
  public static int[] greedy(double[][] points, int count, double[] reference) {
    // Gains only shrink as others are picked: an outdated gain that is not the highest can wait.
    PriorityQueue<Candidate> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble((Candidate candidate) -> -candidate.gain)
                .thenComparingInt(Candidate::index));
    List<double[]> picked = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      queue.add(new Candidate(i, Hypervolume.contribution(points[i], picked, reference), 0));
    }
    int[] indices = new int[Math.min(count, points.length)];
    while (picked.size() < indices.length) {
      Candidate best = queue.remove();
      if (best.round == picked.size()) {
        indices[picked.size()] = best.index;
        picked.add(points[best.index]);
      } else {
        double gain = Hypervolume.contribution(points[best.index], picked, reference);
        queue.add(new Candidate(best.index, gain, picked.size()));
      }
    }
    Arrays.sort(indices);
    return indices;
  }

  /** A reference point a little worse than the worst of all points in every loss. */
  public static double[] reference(double[][] points) {
    double[] worst = points[0].clone();
    for (double[] point : points) {
      Arrays.setAll(worst, i -> Math.max(worst[i], point[i]));
    }
    double[] reference = new double[worst.length];
    Arrays.setAll(reference, i -> Math.max(1.1 * worst[i], 0.9 * worst[i]));
    Arrays.setAll(reference, i -> reference[i] == 0 ? TINY : reference[i]);
    return reference;
  }
}
