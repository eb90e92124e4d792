package dev.zeroflow.hpo.pruner;

import static dev.zeroflow.hpo.pruner.Verdict.CONTINUE;
import static dev.zeroflow.hpo.pruner.Verdict.PAUSE;
import static dev.zeroflow.hpo.pruner.Verdict.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.study.Direction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingTest {
  private final SuccessiveHalvingPruner halving = new SuccessiveHalvingPruner(new Rungs(1, 3));
  private final AshaPruner asha = new AshaPruner(new Rungs(1, 3), 9);

  @Test
  void onlyTheBestGoesOnAsLongAsThereAreFew() {
    Curves curves = Curves.minimizing();
    assertThat(curves.verdict(halving, curves.running(5))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(halving, curves.running(6))).isEqualTo(STOP);
    assertThat(curves.verdict(halving, curves.running(4))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(halving, curves.running(4.5))).isEqualTo(STOP);
    assertThat(curves.verdict(halving, curves.running(9))).isEqualTo(STOP);
    assertThat(curves.verdict(halving, curves.running(4.4)))
        .as("second of six")
        .isEqualTo(CONTINUE);
  }

  @Test
  void looksOnlyWhereARungIsReached() {
    Curves curves = Curves.minimizing();
    curves.running(1, 1, 1);
    assertThat(curves.verdict(halving, curves.running(9, 9))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(halving, curves.running(9, 9, 9))).isEqualTo(STOP);
    assertThat(curves.verdict(halving, curves.running(9, 9, Double.NaN))).isEqualTo(STOP);
    assertThat(curves.judge(halving)).isEqualTo(CONTINUE);
  }

  @Test
  void turnsRoundIfMoreIsBetter() {
    Curves curves = Curves.of(Direction.MAXIMIZE);
    assertThat(curves.verdict(halving, curves.running(5))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(halving, curves.running(6))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(halving, curves.running(4))).isEqualTo(STOP);
  }

  @Test
  void findsItsFirstRungInCompleteTrials() {
    var automatic = new SuccessiveHalvingPruner(new Rungs(0, 4));
    Curves curves = Curves.minimizing();
    curves.running(1);
    assertThat(curves.verdict(automatic, curves.running(2))).isEqualTo(CONTINUE);
    curves.complete(1, 1, 1);
    assertThat(curves.verdict(automatic, curves.running(2))).isEqualTo(STOP);
  }

  @Test
  void comparesVectorsByFronts() {
    Curves curves = Curves.of(Direction.MINIMIZE, Direction.MINIMIZE);
    assertThat(judge(curves, 1, 4)).isEqualTo(CONTINUE);
    assertThat(judge(curves, 2, 5)).isEqualTo(STOP);
    assertThat(judge(curves, 3, 6)).isEqualTo(STOP);
    assertThat(judge(curves, 0.5, 0.5)).isEqualTo(CONTINUE);
  }

  @Test
  void aPausedTrialIsPromotedWhenOthersAreWorse() {
    Curves curves = Curves.minimizing();
    int first = curves.running(5);
    assertThat(curves.verdict(asha, first)).isEqualTo(PAUSE);
    curves.study.pause(first);
    assertThat(asha.promotable(curves.study.history())).isEmpty();
    for (int i = 1; i <= 2; i++) {
      int worse = curves.running(5 + i);
      assertThat(curves.verdict(asha, worse)).isEqualTo(PAUSE);
      curves.study.pause(worse);
    }
    assertThat(asha.promotable(curves.study.history()).orElseThrow().number()).isEqualTo(first);
    curves.study.resume(first);
    assertThat(asha.promotable(curves.study.history())).isEmpty();
    curves.study.report(first, 2, 4.5);
    assertThat(curves.verdict(asha, first)).isEqualTo(CONTINUE);
    curves.study.report(first, 3, 4);
    assertThat(curves.verdict(asha, first)).as("alone on the next rung").isEqualTo(PAUSE);
  }

  @Test
  void higherRungsArePromotedFirstAndTheLastOneIsTheEnd() {
    Curves curves = Curves.minimizing();
    IntStream.range(0, 3).forEach(i -> curves.study.pause(curves.running(10 + i)));
    IntStream.range(0, 3).forEach(i -> curves.study.pause(curves.running(i, i, i)));
    assertThat(asha.promotable(curves.study.history()).orElseThrow().number()).isEqualTo(3);
    assertThat(curves.verdict(asha, curves.running(9, 9, 9, 9, 9, 9, 9, 9, 9))).isEqualTo(CONTINUE);
    assertThat(curves.verdict(asha, curves.running(Double.NaN))).isEqualTo(STOP);
  }

  @Test
  void hyperbandSharesTrialsOutByWhatTheyCost() {
    var hyperband = new HyperbandPruner(new Rungs(1, 3), 27);
    Curves curves = Curves.minimizing();
    int[] trials = new int[4];
    for (int i = 0; i < 2_000; i++) {
      trials[hyperband.bracket(curves.study.history(), curves.study.ask())]++;
    }
    assertThat(hyperband.brackets()).isEqualTo(4);
    // 27, 12, 6 and 4 of 49.
    assertThat(trials[0]).isBetween(1_050, 1_150);
    assertThat(trials[1]).isBetween(440, 540);
    assertThat(trials[2]).isBetween(200, 290);
    assertThat(trials[3]).isBetween(125, 200);
  }

  @Test
  void hyperbandComparesWithinABracketAtItsOwnRungs() {
    var hyperband = new HyperbandPruner(new Rungs(1, 3), 9);
    Curves curves = Curves.minimizing();
    for (int i = 0; i < 60; i++) {
      int number = curves.running(100 - i);
      assertThat(curves.verdict(hyperband, number)).as("better and better").isEqualTo(CONTINUE);
      curves.study.report(number, 3, 100 + i);
    }
    int last = curves.running(500, 500, 500);
    int bracket = hyperband.bracket(curves.study.history(), curves.study.trial(last));
    assertThat(curves.verdict(hyperband, last)).isEqualTo(bracket == 2 ? CONTINUE : STOP);
  }

  private Verdict judge(Curves curves, double first, double second) {
    int number = curves.study.ask().number();
    curves.study.report(number, 1, first, second);
    return curves.verdict(halving, number);
  }
}
