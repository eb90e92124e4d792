package dev.zeroflow.hpo.sampler.cmaes;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** Where to start, given results: around the best of them. */
final class WarmStart {
  private static final double SHARE = 0.1;

  /** Standard deviation around each of the best. */
  private static final double BLUR = 0.05;

  private WarmStart() {}

  static Evolution of(List<Result> results) {
    int d = results.getFirst().point().length;
    long count = Math.max(1, Math.round(SHARE * results.size()));
    List<double[]> best =
        results.stream().sorted(Comparator.naturalOrder()).limit(count).map(Result::point).toList();
    double[] mean = new double[d];
    for (double[] point : best) {
      for (int k = 0; k < d; k++) {
        mean[k] += point[k] / best.size();
      }
    }
    double[][] covariances = new double[d][d];
    double trace = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        covariances[i][j] = i == j ? BLUR * BLUR : 0;
        for (double[] point : best) {
          covariances[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]) / best.size();
        }
      }
      trace += covariances[i][i];
    }
    RealMatrix shape = new Array2DRowRealMatrix(covariances, false).scalarMultiply(d / trace);
    Strategy strategy = Strategy.of(d, Strategy.population(d));
    return Evolution.start(strategy, mean, Math.sqrt(trace / d), shape);
  }
}
