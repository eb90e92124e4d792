package dev.zeroflow.hpo.sampler.gp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function in a box: L-BFGS among the coordinates that no bound holds, with
 * steps that bend along the bounds.
 */
final class ProjectedLbfgs {
  /** A function with its gradient. */
  interface Smooth {
    /**
     * Evaluates the function.
     *
     * @param gradient is filled in
     * @return may be infinite or NaN where the function cannot be evaluated
     */
    double at(double[] x, double[] gradient);
  }

  /** Where it went down to. */
  record Minimum(double[] x, double value) {}

  private record Pair(double[] step, double[] change, double product) {}

  private static final int MEMORY = 8;
  private static final int HALVINGS = 20;
  private static final double SUFFICIENT = 1e-4;

  /** Relative decrease that is not worth another step. */
  private static final double LEAST_DECREASE = 1e-12;

  private final Smooth function;
  private final double[] low;
  private final double[] high;
  private final Deque<Pair> memory = new ArrayDeque<>();

  ProjectedLbfgs(Smooth function, double[] low, double[] high) {
    this.function = function;
    this.low = low;
    this.high = high;
  }

  /**
   * Goes downhill.
   *
   * @param start a point of the box where the function is finite
   * @param steps most steps
   * @param tolerance largest component of the projected gradient that counts as flat
   */
  Minimum minimize(double[] start, int steps, double tolerance) {
    memory.clear();
    double[] x = start.clone();
    double[] gradient = new double[x.length];
    double value = function.at(x, gradient);
    for (int i = 0; i < steps && !isFlat(x, gradient, tolerance); i++) {
      double[] next = new double[x.length];
      double[] slope = new double[x.length];
      double lower = search(x, value, gradient, next, slope);
      if (!(lower < value)) {
        break;
      }
      remember(x, gradient, next, slope);
      boolean isSmall = value - lower <= LEAST_DECREASE * Math.abs(value);
      x = next;
      gradient = slope;
      value = lower;
      if (isSmall) {
        break;
      }
    }
    return new Minimum(x, value);
  }

  /** A point that is lower by enough, or the value as it was. */
  private double search(
      double[] x, double value, double[] gradient, double[] next, double[] slope) {
    double[] direction = direction(x, gradient);
    double length = memory.isEmpty() ? Math.min(1, 0.1 / norm(direction)) : 1;
    for (int i = 0; i < HALVINGS; i++, length *= i < 3 ? 0.5 : 0.2) {
      double expected = 0;
      for (int k = 0; k < x.length; k++) {
        next[k] = Math.clamp(x[k] + length * direction[k], low[k], high[k]);
        expected += gradient[k] * (next[k] - x[k]);
      }
      double lower = function.at(next, slope);
      if (lower <= value + SUFFICIENT * expected) {
        return lower;
      }
    }
    return value;
  }

  private double[] direction(double[] x, double[] gradient) {
    double[] direction = twoLoops(freed(x, gradient, gradient));
    for (int k = 0; k < x.length; k++) {
      direction[k] = -direction[k];
    }
    direction = freed(x, gradient, direction);
    if (!(Dense.dot(direction, gradient, x.length) < 0)) {
      memory.clear();
      direction = freed(x, gradient, gradient);
      for (int k = 0; k < x.length; k++) {
        direction[k] = -direction[k];
      }
    }
    return direction;
  }

  /** Without the coordinates that the gradient presses against a bound. */
  private double[] freed(double[] x, double[] gradient, double[] vector) {
    double[] freed = vector.clone();
    for (int k = 0; k < x.length; k++) {
      if ((x[k] <= low[k] && gradient[k] > 0) || (x[k] >= high[k] && gradient[k] < 0)) {
        freed[k] = 0;
      }
    }
    return freed;
  }

  private double[] twoLoops(double[] gradient) {
    int n = gradient.length;
    double[] q = gradient;
    double[] weights = new double[memory.size()];
    int i = 0;
    for (Pair pair : memory) {
      weights[i] = Dense.dot(pair.step, q, n) / pair.product;
      Dense.addScaled(q, -weights[i++], pair.change, n);
    }
    if (!memory.isEmpty()) {
      Pair last = memory.getFirst();
      double scale = last.product / Dense.dot(last.change, last.change, n);
      for (int k = 0; k < n; k++) {
        q[k] *= scale;
      }
    }
    Iterator<Pair> oldestFirst = memory.descendingIterator();
    while (oldestFirst.hasNext()) {
      Pair pair = oldestFirst.next();
      double back = Dense.dot(pair.change, q, n) / pair.product;
      Dense.addScaled(q, weights[--i] - back, pair.step, n);
    }
    return q;
  }

  private void remember(double[] x, double[] gradient, double[] next, double[] slope) {
    double[] step = difference(next, x);
    double[] change = difference(slope, gradient);
    double product = Dense.dot(step, change, x.length);
    if (product > 1e-10 * Dense.dot(change, change, x.length)) {
      memory.addFirst(new Pair(step, change, product));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private boolean isFlat(double[] x, double[] gradient, double tolerance) {
    return !(norm(freed(x, gradient, gradient)) > tolerance);
  }

  private static double norm(double[] vector) {
    double largest = 0;
    for (double component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    Dense.addScaled(difference, -1, b, a.length);
    return difference;
  }
}
