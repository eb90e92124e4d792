package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A positive definite matrix K = L L', held as the inverse of L. All matrices are flat, row by row.
 */
final class Factor {
  private final int n;
  private final double logDeterminant;

  /** The inverse of L by rows, of which row i has i + 1 numbers; the rest is 0. */
  private final double[] inverse;

  /** The same by columns. */
  private final double[] transposed;

  private Factor(int n, double logDeterminant, double[] inverse, double[] transposed) {
    this.n = n;
    this.logDeterminant = logDeterminant;
    this.inverse = inverse;
    this.transposed = transposed;
  }

  /**
   * Factors a matrix.
   *
   * @param matrix n by n, of which the upper triangle is read and overwritten
   * @return null if it is not positive definite as far as rounding can tell
   */
  static @Nullable Factor of(double[] matrix, int n) {
    double logDeterminant = decompose(matrix, n);
    if (!Double.isFinite(logDeterminant)) {
      return null;
    }
    double[] transposed = invert(matrix, n);
    return new Factor(n, logDeterminant, transpose(transposed, n), transposed);
  }

  int size() {
    return n;
  }

  double logDeterminant() {
    return logDeterminant;
  }

  /** Multiplies by the inverse of L: {@code out} has independent components of variance 1. */
  void whiten(double[] vector, double[] out) {
    Arrays.fill(out, 0, n, 0);
    for (int j = 0; j < n; j++) {
      Dense.addScaled(out, j, vector[j], transposed, j * n + j, n - j);
    }
  }

  /** Multiplies by the inverse of L'. */
  void unwhiten(double[] white, double[] out) {
    Arrays.fill(out, 0, n, 0);
    for (int i = 0; i < n; i++) {
      Dense.addScaled(out, 0, white[i], inverse, i * n, i + 1);
    }
  }

  /** Multiplies by the inverse of K. */
  double[] solve(double[] vector) {
    double[] white = new double[n];
    double[] solution = new double[n];
    whiten(vector, white);
    unwhiten(white, solution);
    return solution;
  }

  /** Multiplies by L: undoes {@link #whiten}. */
  double[] colour(double[] white) {
    double[] vector = new double[n];
    double[] rest = white.clone();
    for (int j = 0; j < n; j++) {
      vector[j] = rest[j] / transposed[j * n + j];
      Dense.addScaled(rest, j, -vector[j], transposed, j * n + j, n - j);
    }
    return vector;
  }

  /** The inverse of K, lower triangle only. */
  double[] inverseOfProduct() {
    double[] product = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i <= k; i++) {
        Dense.addScaled(product, i * n, inverse[k * n + i], inverse, k * n, i + 1);
      }
    }
    return product;
  }

  /** Leaves L' in the upper triangle; NaN if a pivot is not positive. */
  private static double decompose(double[] a, int n) {
    double logDeterminant = 0;
    for (int k = 0; k < n; k++) {
      double pivot = a[k * n + k];
      if (!(pivot > 0)) {
        return Double.NaN;
      }
      double root = Math.sqrt(pivot);
      logDeterminant += 2 * Math.log(root);
      for (int j = k; j < n; j++) {
        a[k * n + j] /= root;
      }
      for (int i = k + 1; i < n; i++) {
        Dense.addScaled(a, i * n + i, -a[k * n + i], a, k * n + i, n - i);
      }
    }
    return logDeterminant;
  }

  /** Inverse of an upper triangle. */
  private static double[] invert(double[] upper, int n) {
    double[] inverse = new double[n * n];
    for (int j = 0; j < n; j++) {
      inverse[j * n + j] = 1;
      for (int k = j; k < n; k++) {
        inverse[j * n + k] /= upper[k * n + k];
        int rest = n - k - 1;
        Dense.addScaled(inverse, j * n + k + 1, -inverse[j * n + k], upper, k * n + k + 1, rest);
      }
    }
    return inverse;
  }

  private static double[] transpose(double[] upper, int n) {
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        lower[j * n + i] = upper[i * n + j];
      }
    }
    return lower;
  }
}
