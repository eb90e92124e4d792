package dev.zeroflow.hpo.pareto;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Picks the best of several points, also if no order tells which these are. */
public final class Selection {
  /** Stands for infinity, which no volume can be reckoned with. */
  private static final double HUGE = 1e100;

  private Selection() {}

  /**
   * The first fronts, as long as they fit in whole, and of the next one the points that together
   * dominate most; with one loss simply the smallest, earlier points first among equals.
   *
   * @param points losses by point; none is NaN
   * @param count how many, at most the number of points
   * @return indices of the best points, the better fronts first
   */
  public static int[] best(double[][] points, int count) {
    double[][] losses = Arrays.stream(points).map(Selection::finite).toArray(double[][]::new);
    int[] ranks = Domination.ranks(losses, count);
    int[] best = new int[count];
    int size = 0;
    for (int rank = 0; size < count; rank++) {
      for (int index : fitting(losses, withRank(ranks, rank), count - size)) {
        best[size++] = index;
      }
    }
    return best;
  }

  private static int[] fitting(double[][] losses, int[] front, int room) {
    if (front.length <= room) {
      return front;
    }
    if (losses[0].length == 1) {
      return Arrays.copyOf(front, room);
    }
    double[][] points = Arrays.stream(front).mapToObj(i -> losses[i]).toArray(double[][]::new);
    int[] picked = Subset.greedy(points, room, Subset.reference(points));
    return Arrays.stream(picked).map(i -> front[i]).toArray();
  }

  private static int[] withRank(int[] ranks, int rank) {
    return IntStream.range(0, ranks.length).filter(i -> ranks[i] == rank).toArray();
  }

  private static double[] finite(double[] point) {
    return Arrays.stream(point).map(loss -> Math.clamp(loss, -HUGE, HUGE)).toArray();
  }
}
