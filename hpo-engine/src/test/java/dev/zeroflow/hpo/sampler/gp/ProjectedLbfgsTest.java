package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ProjectedLbfgsTest {
  private static final double[] LOW = {-2, -2};
  private static final double[] HIGH = {2, 2};

  @Test
  void followsACurvedValleyToItsEnd() {
    var minimum = new ProjectedLbfgs(ProjectedLbfgsTest::valley, LOW, HIGH);
    double[] end = minimum.minimize(new double[] {-1.2, 1}, 100, 1e-8).x();
    assertThat(end).containsExactly(new double[] {1, 1}, offset(1e-6));
  }

  @Test
  void slidesAlongTheBoundsThatHoldIt() {
    var minimum = new ProjectedLbfgs(ProjectedLbfgsTest::valley, LOW, new double[] {0.5, 2});
    double[] end = minimum.minimize(new double[] {-1.2, 1}, 100, 1e-8).x();
    assertThat(end).containsExactly(new double[] {0.5, 0.25}, offset(1e-6));
  }

  @Test
  void leavesABoundThatTheGradientLeadsAwayFrom() {
    var minimum = new ProjectedLbfgs(ProjectedLbfgsTest::valley, LOW, HIGH);
    double[] end = minimum.minimize(new double[] {-2, -2}, 100, 1e-8).x();
    assertThat(end).containsExactly(new double[] {1, 1}, offset(1e-6));
  }

  @Test
  void backsOffFromWhereTheFunctionCannotBeEvaluated() {
    ProjectedLbfgs.Smooth logarithm =
        (x, gradient) -> {
          gradient[0] = 1 - 0.1 / x[0];
          return x[0] - 0.1 * Math.log(x[0]);
        };
    var minimum = new ProjectedLbfgs(logarithm, new double[] {-5}, new double[] {5});
    assertThat(minimum.minimize(new double[] {1}, 50, 1e-8).x()[0]).isCloseTo(0.1, offset(1e-6));
  }

  private static double valley(double[] x, double[] gradient) {
    double bend = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
    gradient[1] = 200 * bend;
    return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
  }
}
