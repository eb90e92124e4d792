package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(Map.of("x", FloatDistribution.uniform(0, 1)));

  private final Study study = Study.create(StudySettings.minimize(1), new RandomSampler());

  @Test
  void giveEveryEndedTrialALossThatKeepsOthersAway() {
    tell(Outcome.completed(1));
    tell(Outcome.completed(5));
    tell(Outcome.completed(Double.POSITIVE_INFINITY));
    tell(Outcome.completed(3));
    tell(Outcome.failed());
    tell(Outcome.pruned());
    study.report(study.ask(SPACE).number(), 1, 4);
    study.tell(6, Outcome.pruned());
    tell(Outcome.completed(Double.NEGATIVE_INFINITY));
    assertThat(read().losses()).containsExactly(1, 5, 5, 3, 5, 3, 4, 1);
    assertThat(read().complete()).isEqualTo(5);
  }

  @Test
  void lossesWithoutAFiniteSquareCountAsInfinite() {
    tell(Outcome.completed(Double.MAX_VALUE));
    tell(Outcome.completed(3));
    tell(Outcome.completed(-Double.MAX_VALUE));
    tell(Outcome.completed(4));
    assertThat(read().losses()).containsExactly(4, 3, 3, 4);
  }

  @Test
  void whatViolatesMoreIsWorse() {
    tell(Outcome.completed(1));
    tell(Outcome.completed(2));
    for (int violation = 1; violation <= 2; violation++) {
      int number = study.ask(SPACE).number();
      study.constrain(number, "memory", violation);
      study.tell(number, Outcome.completed(0));
    }
    double[] losses = read().losses();
    assertThat(losses[2]).isGreaterThanOrEqualTo(2).isLessThanOrEqualTo(losses[3]);
  }

  @Test
  void aPausedTrialCountsAsPrunedForNow() {
    tell(Outcome.completed(1));
    tell(Outcome.completed(2));
    tell(Outcome.completed(9));
    for (double report : new double[] {0, 5, Double.NaN}) {
      int number = study.ask(SPACE).number();
      study.report(number, 1, report);
      study.pause(number);
    }
    study.pause(study.ask(SPACE).number());
    assertThat(read().losses()).containsExactly(1, 2, 9, 2, 5, 2);
    assertThat(read().complete()).isEqualTo(3);
  }

  @Test
  void areLimitedToTheBestAndTheNewest() {
    for (int loss : new int[] {3, 0, 9, 1, 8, 7}) {
      tell(Outcome.completed(loss));
    }
    assertThat(read().limited(4).losses()).containsExactly(0, 1, 8, 7);
    assertThat(read().limited(6).size()).isEqualTo(6);
  }

  private void tell(Outcome outcome) {
    study.tell(study.ask(SPACE).number(), outcome);
  }

  private Observations read() {
    return Observations.read(study.history(), new Axes(SPACE), 0);
  }
}
