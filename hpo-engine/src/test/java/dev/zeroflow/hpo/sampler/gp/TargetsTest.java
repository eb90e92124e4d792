package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void standardisesWhatIsLeftStraight() {
    Targets targets = Targets.of(new double[] {1, 3}, 1);
    assertThat(targets.values()).containsExactly(-1, 1);
    assertThat(targets.penalty()).isZero();
  }

  @Test
  void takesTheLogarithmInWidthsAboveTheBest() {
    // The median is 2 above the best: log(1 + 0), log(1 + 1), log(1 + 3).
    Targets targets = Targets.of(new double[] {5, 7, 11}, 0.5);
    double deviation = Math.log(2) * Math.sqrt(2.0 / 3);
    double edge = Math.sqrt(1.5);
    assertThat(targets.values()).containsExactly(new double[] {-edge, 0, edge}, offset(1e-14));
    double penalty = Math.log(2.0 * 4 * 8) + 3 * Math.log(deviation);
    assertThat(targets.penalty()).isCloseTo(penalty, offset(1e-12));
  }

  @Test
  void bearsLossesThatAreAllTheSame() {
    assertThat(Targets.of(new double[] {4, 4, 4}, 0.5).values()).containsExactly(0, 0, 0);
    assertThat(Targets.of(new double[] {4, 4, 9}, 0.5).values()[2]).isFinite();
  }

  @Test
  void leadBackToTheLosses() {
    double[] losses = {5, 7, 11, 100};
    for (double quantile : new double[] {1, 0.5}) {
      Targets targets = Targets.of(losses, quantile);
      for (int i = 0; i < losses.length; i++) {
        assertThat(targets.scale().loss(targets.values()[i])).isCloseTo(losses[i], offset(1e-9));
      }
    }
  }
}
