package dev.zeroflow.hpo.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How much of the space between a reference point and perfection is dominated by some points. */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The dominated volume.
   *
   * @param points losses by point; those beyond the reference count for nothing
   * @param reference the worst losses that are worth something, finite
   */
  public static double of(double[][] points, double[] reference) {
    List<double[]> inside = new ArrayList<>();
    for (int index : Domination.front(points)) {
      if (isInside(points[index], reference)) {
        inside.add(points[index]);
      }
    }
    return volume(inside, reference);
  }

  /** What a point adds to the volume of others. */
  public static double contribution(double[] point, List<double[]> others, double[] reference) {
    double own = box(point, reference);
    if (others.isEmpty() || own == 0) {
      return own;
    }
    double[][] limited = new double[others.size()][];
    for (int i = 0; i < limited.length; i++) {
      limited[i] = worse(point, others.get(i));
    }
    return Math.max(0, own - of(limited, reference));
  }

  private static double volume(List<double[]> front, double[] reference) {
    if (reference.length == 2) {
      return area(front, reference);
    }
    double sum = 0;
    List<double[]> before = new ArrayList<>();
    for (double[] point : front) {
      sum += contribution(point, before, reference);
      before.add(point);
    }
    return sum;
  }

  private static double area(List<double[]> front, double[] reference) {
    double[][] sorted = front.toArray(double[][]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(point -> point[0]));
    double sum = 0;
    double ceiling = reference[1];
    for (double[] point : sorted) {
      sum += (reference[0] - point[0]) * Math.max(0, ceiling - point[1]);
      ceiling = Math.min(ceiling, point[1]);
    }
    return sum;
  }

  private static double box(double[] point, double[] reference) {
    double product = 1;
    for (int i = 0; i < reference.length; i++) {
      product *= Math.max(0, reference[i] - point[i]);
    }
    return product;
  }

  private static double[] worse(double[] some, double[] other) {
    double[] worse = new double[some.length];
    Arrays.setAll(worse, i -> Math.max(some[i], other[i]));
    return worse;
  }

  private static boolean isInside(double[] point, double[] reference) {
    for (int i = 0; i < reference.length; i++) {
      if (point[i] >= reference[i]) {
        return false;
      }
    }
    return true;
  }
}
