package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeGainTest {
  /** Losses f1 = x and f2 = 10 - 10x at these places, and bad ones at the last. */
  private static final double[][] LOSSES = {{0, 10}, {0.5, 5}, {1, 0}, {0.8, 9}};

  private static final Points POINTS =
      new Points(
          List.of(
              new double[] {0, 0},
              new double[] {0.5, 0},
              new double[] {1, 0},
              new double[] {0.8, 1}),
          new boolean[] {false, true});
  private static final List<Surrogate> SURROGATES = List.of(surrogate(0), surrogate(1));

  @Test
  void isTheVolumeThatALikelyPointAdds() {
    double[] x = {0.25, 0};
    double gain = Math.log(product(x, new double[] {0.5, 10}));
    assertThat(gain(List.of()).log(x)).isCloseTo(gain, offset(1e-9));
  }

  @Test
  void dominatedPointsAreComparedByTheirDistance() {
    VolumeGain gain = gain(List.of());
    // Both losses would have to fall, the first one by 0.3 of its span and the second one by 0.4.
    assertThat(gain.log(new double[] {0.8, 1})).isCloseTo(-750 - 100 * 0.3, offset(0.1));
    assertThat(gain.log(new double[] {0.75, 0})).isGreaterThan(-10);
  }

  @Test
  void promisesLittleWhereATrialIsUnderWay() {
    double[] x = {0.25, 0};
    assertThat(gain(List.of(x)).log(x)).isLessThan(gain(List.of()).log(x) - 1);
  }

  @Test
  void descendsTowardsTheGain() {
    VolumeGain gain = gain(List.of());
    double[] x = {0.3, 0};
    double[] gradient = new double[2];
    assertThat(gain.descent(x, gradient)).isEqualTo(-gain.log(x));
    double slope = (gain.log(new double[] {0.29, 0}) - gain.log(new double[] {0.31, 0})) / 0.02;
    assertThat(gradient[0]).isCloseTo(slope, offset(0.01 + 0.01 * Math.abs(slope)));
    assertThat(gradient[1]).isZero();
  }

  private static double product(double[] x, double[] corner) {
    double product = 1;
    for (int m = 0; m < 2; m++) {
      product *= corner[m] - SURROGATES.get(m).loss(x, -0.4);
    }
    return product;
  }

  private static VolumeGain gain(List<double[]> running) {
    return VolumeGain.of(SURROGATES, new boolean[] {false, true}, LOSSES, running);
  }

  private static Surrogate surrogate(int objective) {
    double[] losses = new double[LOSSES.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = LOSSES[i][objective];
    }
    Targets targets = Targets.of(losses, 1);
    Kernel kernel = new Kernel(new double[] {0.5, 1}, 1, 1e-6);
    return Surrogate.of(kernel, POINTS, targets.values(), targets.scale());
  }
}
