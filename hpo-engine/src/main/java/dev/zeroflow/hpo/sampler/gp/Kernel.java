package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;

/**
 * Matern's kernel with smoothness 5/2 and a length-scale of its own for each coordinate: k = s (1 +
 * r + r^2/3) exp(-r), where r^2 is 5 times the sum of theta_i d_i^2.
 *
 * @param theta inverse squared length-scales, one for each coordinate
 * @param scale variance of the process, s
 * @param noise variance that is added to every observation
 */
record Kernel(double[] theta, double scale, double noise) {

  /** From the logarithms of theta, scale and noise, in this order. */
  static Kernel ofLogs(double[] logs) {
    double[] parameters = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      parameters[i] = Math.exp(logs[i]);
    }
    int d = logs.length - 2;
    return new Kernel(Arrays.copyOf(parameters, d), parameters[d], parameters[d + 1]);
  }

  /** The covariance at a scaled squared distance, the sum of theta_i d_i^2. */
  double at(double squared) {
    double r = Math.sqrt(5 * squared);
    return scale * (1 + r + r * r / 3) * Math.exp(-r);
  }

  /**
   * Covariances of a point and others.
   *
   * @param covariances is filled in
   * @param slopes is filled in with the derivatives by the scaled squared distance
   */
  void between(double[] point, Points points, double[] covariances, double[] slopes) {
    int n = points.size();
    Arrays.fill(covariances, 0, n, 0);
    for (int k = 0; k < theta.length; k++) {
      points.addSquares(k, point[k], theta[k], covariances);
    }
    for (int j = 0; j < n; j++) {
      double r = Math.sqrt(5 * covariances[j]);
      double decay = scale * Math.exp(-r);
      covariances[j] = decay * (1 + r + r * r / 3);
      slopes[j] = -5.0 / 6 * decay * (1 + r);
    }
  }

  /** Covariances of points with each other, flat, with the noise on the diagonal. */
  double[] among(Points points) {
    int n = points.size();
    double[] row = new double[n];
    double[] slopes = new double[n];
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      between(points.row(i), points, row, slopes);
      System.arraycopy(row, 0, matrix, i * n, n);
      matrix[i * n + i] = scale + noise;
    }
    return matrix;
  }
}
