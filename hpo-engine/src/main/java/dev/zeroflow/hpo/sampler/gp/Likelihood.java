package dev.zeroflow.hpo.sampler.gp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How unlikely a kernel is, given observations: minus the log of the marginal likelihood and of the
 * prior, as a function of the logarithms of {@link Kernel}'s parameters. The priors keep
 * length-scales near the size of the cube, the scale near 1 and the noise small.
 */
final class Likelihood implements ProjectedLbfgs.Smooth {
  private final int n;
  private final double[][] pairs;
  private final double[] targets;
  private final double[] covariances;
  private final double[] slopes;

  Likelihood(Points points, double[] targets) {
    this.n = points.size();
    this.targets = targets;
    this.pairs = new double[points.dimensions()][];
    for (int k = 0; k < pairs.length; k++) {
      pairs[k] = points.pairs(k);
    }
    this.covariances = new double[n * (n - 1) / 2];
    this.slopes = new double[covariances.length];
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    Kernel kernel = Kernel.ofLogs(logs);
    Factor factor = factor(kernel);
    if (factor == null) {
      return Double.POSITIVE_INFINITY;
    }
    double[] weights = factor.solve(targets);
    differentiate(kernel, factor.inverseOfProduct(), weights, gradient);
    double fit = 0.5 * (Dense.dot(weights, targets, n) + factor.logDeterminant());
    return fit + addPrior(kernel, gradient);
  }

  private @Nullable Factor factor(Kernel kernel) {
    Arrays.fill(covariances, 0);
    for (int k = 0; k < pairs.length; k++) {
      Dense.addScaled(covariances, kernel.theta()[k], pairs[k], covariances.length);
    }
    for (int p = 0; p < covariances.length; p++) {
      double r = Math.sqrt(5 * covariances[p]);
      double decay = kernel.scale() * Math.exp(-r);
      covariances[p] = decay * (1 + r + r * r / 3);
      slopes[p] = -5.0 / 6 * decay * (1 + r);
    }
    double[] matrix = new double[n * n];
    int p = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j * n + i] = covariances[p++];
      }
      matrix[i * n + i] = kernel.scale() + kernel.noise();
    }
    return Factor.of(matrix, n);
  }

  /** Half the trace of (inverse - weights weights') times the derivative of the covariances. */
  private void differentiate(Kernel kernel, double[] inverse, double[] weights, double[] gradient) {
    int d = pairs.length;
    double trace = 0;
    double byScale = 0;
    int p = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++, p++) {
        double share = inverse[i * n + j] - weights[i] * weights[j];
        byScale += share * covariances[p];
        slopes[p] *= share;
      }
      trace += inverse[i * n + i] - weights[i] * weights[i];
    }
    for (int k = 0; k < d; k++) {
      gradient[k] = kernel.theta()[k] * Dense.dot(slopes, pairs[k], slopes.length);
    }
    gradient[d] = byScale + 0.5 * trace * kernel.scale();
    gradient[d + 1] = 0.5 * trace * kernel.noise();
  }

  private double addPrior(Kernel kernel, double[] gradient) {
    int d = pairs.length;
    double sum = kernel.scale() - Math.log(kernel.scale());
    gradient[d] += kernel.scale() - 1;
    sum += 30 * kernel.noise() - 0.1 * Math.log(kernel.noise());
    gradient[d + 1] += 30 * kernel.noise() - 0.1;
    for (int k = 0; k < d; k++) {
      double theta = kernel.theta()[k];
      sum += 0.1 * theta + 0.1 / theta;
      gradient[k] += 0.1 * theta - 0.1 / theta;
    }
    return sum;
  }
}
