package dev.zeroflow.hpo.pruner;

import static dev.zeroflow.hpo.pruner.Verdict.CONTINUE;
import static dev.zeroflow.hpo.pruner.Verdict.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import org.junit.jupiter.api.Test;

class PercentilePrunerTest {
  private final PercentilePruner median = PercentilePruner.median();

  @Test
  void stopsWhatIsWorseThanTheMedianAtTheSameStep() {
    Curves curves = five(Curves.minimizing());
    assertThat(curves.judge(median, 9, 3.1)).isEqualTo(STOP);
    assertThat(curves.judge(median, 9, 3)).isEqualTo(CONTINUE);
    assertThat(curves.judge(median, 2, 3.1)).as("its best so far counts").isEqualTo(CONTINUE);
    assertThat(curves.judge(median, 9, 9, 9)).as("nobody was there").isEqualTo(CONTINUE);
    assertThat(curves.judge(median)).isEqualTo(CONTINUE);
  }

  @Test
  void stopsWhatIsNotInThePercentile() {
    Curves curves = five(Curves.minimizing());
    assertThat(curves.judge(PercentilePruner.of(25), 9, 2.1)).isEqualTo(STOP);
    assertThat(curves.judge(PercentilePruner.of(25), 9, 2)).isEqualTo(CONTINUE);
    assertThat(curves.judge(PercentilePruner.of(30), 9, 2.19)).isEqualTo(CONTINUE);
  }

  @Test
  void turnsRoundIfMoreIsBetter() {
    Curves curves = five(Curves.of(Direction.MAXIMIZE));
    assertThat(curves.judge(PercentilePruner.of(25), 0, 3.9)).isEqualTo(STOP);
    assertThat(curves.judge(PercentilePruner.of(25), 0, 4)).isEqualTo(CONTINUE);
  }

  @Test
  void waitsForTrialsAndSteps() {
    Curves curves = Curves.minimizing().complete(1, 1).complete(1, 1).complete(1, 1).complete(1, 1);
    assertThat(curves.judge(median, 9, 9)).isEqualTo(CONTINUE);
    curves.complete(1);
    assertThat(curves.judge(median, 9, 9)).isEqualTo(STOP);
    var five = new PercentilePruner(50, 5, 5, Checkpoints.ALL);
    assertThat(curves.judge(five, 9, 9)).isEqualTo(CONTINUE);
    var late = new PercentilePruner(50, 5, 1, new Checkpoints(3, 1));
    assertThat(curves.judge(late, 9, 9)).isEqualTo(CONTINUE);
  }

  @Test
  void looksOnceInAnInterval() {
    Curves curves = five(Curves.minimizing());
    curves.complete(1, 1, 1, 1);
    var everyOther = new PercentilePruner(50, 5, 1, new Checkpoints(0, 2));
    assertThat(curves.judge(everyOther, 9, 9)).isEqualTo(STOP);
    assertThat(curves.judge(everyOther, 9, 9, 9)).isEqualTo(CONTINUE);
    assertThat(curves.judge(everyOther, 9, 9, 9, 9)).isEqualTo(STOP);
  }

  @Test
  void stopsWhatHasReportedNoNumberYet() {
    Curves curves = five(Curves.minimizing());
    assertThat(curves.judge(median, Double.NaN, Double.NaN)).isEqualTo(STOP);
    assertThat(curves.judge(median, 1, Double.NaN)).isEqualTo(CONTINUE);
  }

  @Test
  void stopsWhatHasNoPlaceOnTheBetterFronts() {
    Curves curves = Curves.of(Direction.MINIMIZE, Direction.MAXIMIZE);
    for (int i = 0; i < 6; i++) {
      int number = curves.study.ask().number();
      curves.study.report(number, 1, i, i);
      curves.study.tell(number, Outcome.completed(i, i));
    }
    assertThat(judge(curves, 5, 1)).isEqualTo(STOP);
    assertThat(judge(curves, 5, 4)).isEqualTo(STOP);
    assertThat(judge(curves, 2.5, 4)).isEqualTo(CONTINUE);
  }

  @Test
  void refusesWhatIsNoPercentile() {
    assertThatThrownBy(() -> PercentilePruner.of(101)).isInstanceOf(HpoException.class);
    assertThatThrownBy(() -> new Checkpoints(0, 0)).isInstanceOf(HpoException.class);
  }

  private Verdict judge(Curves curves, double loss, double gain) {
    int number = curves.study.ask().number();
    curves.study.report(number, 1, loss, gain);
    return curves.verdict(median, number);
  }

  private static Curves five(Curves curves) {
    for (int i = 1; i <= 5; i++) {
      curves.complete(i, i);
    }
    return curves;
  }
}
