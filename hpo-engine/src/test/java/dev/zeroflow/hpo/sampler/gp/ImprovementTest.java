package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImprovementTest {
  private static final Kernel KERNEL = new Kernel(new double[] {3, 8, 0.5}, 1.5, 1e-4);
  private static final Targets.Scale SCALE = new Targets.Scale(0, 0, 0, 1);
  private static final Points POINTS =
      new Points(
          List.of(
              new double[] {0.1, 0.2, 0}, new double[] {0.8, 0.4, 1}, new double[] {0.5, 0.9, 0}),
          new boolean[] {false, false, true});
  private static final Surrogate SURROGATE =
      Surrogate.of(KERNEL, POINTS, new double[] {0.5, -1, 0.7}, SCALE);
  private static final List<double[]> RUNNING =
      List.of(new double[] {0.7, 0.3, 1}, new double[] {0.3, 0.3, 0});

  @Test
  void isThatOfTheNormalDistributionOfOnePoint() {
    Points one = new Points(List.of(new double[] {0}), new boolean[1]);
    Surrogate surrogate =
        Surrogate.of(new Kernel(new double[] {1}, 2, 0.01), one, new double[] {3}, SCALE);
    Improvement improvement = surrogate.improvement(List.of(), new Random(1));
    double c = 1.6012380443022978;
    double deviation = Math.sqrt(2 - c * c / 2.01);
    double gain = (3 - c * 3 / 2.01) / deviation;
    assertThat(improvement.log(new double[] {Math.sqrt(0.3)}))
        .isCloseTo(Math.log(deviation) + LogImprovement.of(gain).log(), offset(1e-12));
  }

  @Test
  void hasTheGradientThatDifferencesShow() {
    for (List<double[]> running : List.of(List.<double[]>of(), RUNNING)) {
      Improvement improvement = SURROGATE.improvement(running, new Random(1));
      double[] x = {0.4, 0.6, 1};
      double[] gradient = new double[3];
      assertThat(improvement.descent(x, gradient)).isEqualTo(-improvement.log(x));
      for (int k = 0; k < 2; k++) {
        double slope =
            (shifted(improvement, x, k, -1e-5) - shifted(improvement, x, k, 1e-5)) / 2e-5;
        assertThat(gradient[k]).as("coordinate %d", k).isCloseTo(slope, offset(1e-7));
      }
      assertThat(gradient[2]).isZero();
    }
  }

  @Test
  void expectsLittleOfWhatIsUnderWay() {
    double[] x = RUNNING.getFirst();
    double before = SURROGATE.improvement(List.of(), new Random(1)).log(x);
    double after = SURROGATE.improvement(RUNNING, new Random(1)).log(x);
    assertThat(after).isLessThan(before - 2);
  }

  @Test
  void bearsThatAPointWasObservedTwice() {
    Points twice = new Points(List.of(new double[] {0.5}, new double[] {0.5}), new boolean[1]);
    Surrogate surrogate =
        Surrogate.of(new Kernel(new double[] {1}, 1, 0), twice, new double[] {1, 2}, SCALE);
    assertThat(surrogate.improvement(List.of(), new Random(1)).log(new double[] {0.1})).isFinite();
  }

  private static double shifted(Improvement improvement, double[] x, int k, double shift) {
    double[] moved = x.clone();
    moved[k] += shift;
    return improvement.log(moved);
  }
}
