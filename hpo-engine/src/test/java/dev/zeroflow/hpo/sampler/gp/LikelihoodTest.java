package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
  @Test
  void isThatOfTheNormalDistributionAndThePriors() {
    Points points =
        new Points(List.of(new double[] {0}, new double[] {Math.sqrt(0.3)}), new boolean[1]);
    Likelihood likelihood = new Likelihood(points, new double[] {1, -1});
    double[] logs = {0, Math.log(2), Math.log(0.01)};
    double c = 1.6012380443022978;
    double determinant = 2.01 * 2.01 - c * c;
    double fit = 0.5 * (2 * (2.01 + c) / determinant + Math.log(determinant));
    double prior = 0.2 + 2 - Math.log(2) + 0.3 - 0.1 * Math.log(0.01);
    assertThat(likelihood.at(logs, new double[3])).isCloseTo(fit + prior, offset(1e-12));
  }

  @Test
  void hasTheGradientThatDifferencesShow() {
    Random random = new Random(1);
    List<double[]> rows = new ArrayList<>();
    double[] targets = new double[12];
    for (int i = 0; i < targets.length; i++) {
      rows.add(new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)});
      targets[i] = random.nextGaussian();
    }
    Points points = new Points(rows, new boolean[] {false, false, true});
    Likelihood likelihood = new Likelihood(points, targets);
    double[] logs = {0.3, 2, -1, 0.4, -4};
    double[] gradient = new double[5];
    likelihood.at(logs, gradient);
    for (int k = 0; k < logs.length; k++) {
      double slope =
          (shifted(likelihood, logs, k, 1e-5) - shifted(likelihood, logs, k, -1e-5)) / 2e-5;
      assertThat(gradient[k]).as("parameter %d", k).isCloseTo(slope, offset(1e-7));
    }
  }

  private static double shifted(Likelihood likelihood, double[] logs, int k, double shift) {
    double[] moved = logs.clone();
    moved[k] += shift;
    return likelihood.at(moved, new double[logs.length]);
  }
}
