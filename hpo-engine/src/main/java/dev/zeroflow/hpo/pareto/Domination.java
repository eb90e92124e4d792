package dev.zeroflow.hpo.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which points are better than which: better in one loss and worse in none. */
public final class Domination {
  private Domination() {}

  /** Whether the first point is better than the second. */
  public static boolean dominates(double[] some, double[] other) {
    boolean isBetter = false;
    for (int i = 0; i < some.length; i++) {
      if (some[i] > other[i]) {
        return false;
      }
      isBetter |= some[i] < other[i];
    }
    return isBetter;
  }

  /**
   * Peels the points off front by front.
   *
   * @param points losses by point; none is NaN
   * @param enough fronts after this many points are not told apart
   * @return rank of each point; 0 is the front that nothing dominates
   */
  public static int[] ranks(double[][] points, int enough) {
    int[] ranks = new int[points.length];
    int[] rest = sorted(points);
    int ranked = 0;
    int rank = 0;
    for (; rest.length > 0 && ranked < enough; rank++) {
      int[] front = front(points, rest);
      for (int index : front) {
        ranks[index] = rank;
      }
      ranked += front.length;
      int[] sortedFront = front.clone();
      Arrays.sort(sortedFront);
      rest = Arrays.stream(rest).filter(i -> Arrays.binarySearch(sortedFront, i) < 0).toArray();
    }
    for (int index : rest) {
      ranks[index] = rank;
    }
    return ranks;
  }

  /** Indices of the points that nothing dominates, ascending. */
  public static int[] front(double[][] points) {
    return Arrays.stream(front(points, sorted(points))).sorted().toArray();
  }

  /** By the first loss and so on: a point is never dominated by a later one. */
  private static int[] sorted(double[][] points) {
    Comparator<Integer> byLosses = (a, b) -> Arrays.compare(points[a], points[b]);
    return IntStream.range(0, points.length).boxed().sorted(byLosses).mapToInt(i -> i).toArray();
  }

  private static int[] front(double[][] points, int[] sorted) {
    int[] front = new int[sorted.length];
    int size = 0;
    for (int index : sorted) {
      if (isFree(points, front, size, points[index])) {
        front[size++] = index;
      }
    }
    return Arrays.copyOf(front, size);
  }

  /** From the end: in two dimensions the last point of the front is the only one that matters. */
  private static boolean isFree(double[][] points, int[] front, int size, double[] point) {
    for (int i = size - 1; i >= 0; i--) {
      double[] other = points[front[i]];
      if (dominates(other, point)) {
        return false;
      }
      if (point.length == 2 && !Arrays.equals(other, point)) {
        return true;
      }
    }
    return true;
  }
}
