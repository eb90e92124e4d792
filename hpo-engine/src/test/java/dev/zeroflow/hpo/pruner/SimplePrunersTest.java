package dev.zeroflow.hpo.pruner;

import static dev.zeroflow.hpo.pruner.Verdict.CONTINUE;
import static dev.zeroflow.hpo.pruner.Verdict.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.study.Direction;
import org.junit.jupiter.api.Test;

class SimplePrunersTest {
  private static final Pruner ALWAYS = (history, trial) -> STOP;

  @Test
  void thresholdStopsOutOfBoundsAndNan() {
    var pruner = new ThresholdPruner(0, 1, 0, new Checkpoints(2, 1));
    Curves curves = Curves.minimizing();
    assertThat(curves.judge(pruner, 5)).isEqualTo(CONTINUE);
    assertThat(curves.judge(pruner, 5, 1)).isEqualTo(CONTINUE);
    assertThat(curves.judge(pruner, 0, 1.1)).isEqualTo(STOP);
    assertThat(curves.judge(pruner, 0, -0.1)).isEqualTo(STOP);
    assertThat(curves.judge(pruner, 0, Double.NaN)).isEqualTo(STOP);
    assertThatThrownBy(() -> new ThresholdPruner(1, 0, 0, Checkpoints.ALL))
        .isInstanceOf(HpoException.class);
  }

  @Test
  void patienceEndsWhenNothingBecomesBetter() {
    var pruner = new PatientPruner(2, 0, ALWAYS);
    Curves curves = Curves.minimizing();
    assertThat(curves.judge(pruner, 1, 2, 3)).isEqualTo(CONTINUE);
    assertThat(curves.judge(pruner, 1, 2, 3, 4)).isEqualTo(STOP);
    assertThat(curves.judge(pruner, 1, 2, 3, 1)).isEqualTo(CONTINUE);
    assertThat(curves.judge(pruner, 3, 2, 1, 2, 2, 2)).isEqualTo(STOP);
    assertThat(curves.judge(new PatientPruner(2, 0.5, ALWAYS), 1, 1.6, 1.5, 2)).isEqualTo(CONTINUE);
    assertThat(Curves.of(Direction.MAXIMIZE).judge(pruner, 1, 2, 3, 4)).isEqualTo(CONTINUE);
  }

  @Test
  void wilcoxonStopsWhatIsWorseOnMostInstances() {
    double[] best = {1, 2, 3, 4, 5, 6, 7, 8};
    Curves curves = Curves.minimizing();
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 9, 9, 9)).isEqualTo(CONTINUE);
    curves.complete(best);
    // One sided: 1/2, 1/4, 1/8, 1/16 for the first instances if all of them are worse.
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 11, 12.1, 13.2)).isEqualTo(CONTINUE);
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 11, 12.1, 13.2, 14.3)).isEqualTo(STOP);
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 0.9, 1.8, 2.7, 3.6)).isEqualTo(CONTINUE);
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 1.1, 2.2, 3.3, 4.4))
        .as("the mean of what it has seen is better")
        .isEqualTo(CONTINUE);
    assertThat(curves.judge(WilcoxonPruner.DEFAULT, 11, 12, Double.NaN, 14)).isEqualTo(CONTINUE);
  }
}
