package dev.zeroflow.hpo.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BruteForceSamplerTest extends SamplerContract {
  @Override
  protected SearchSpace space(Random random) {
    return SearchSpace.of(
        Map.of(
            "n", IntDistribution.uniform(1, 4),
            "rate", FloatDistribution.stepped(0, 1, 0.25),
            "kind", CategoricalDistribution.of("a", "b", "c")));
  }

  @Override
  protected Sampler sampler(SearchSpace space) {
    return new BruteForceSampler();
  }

  @Test
  void visitsEveryLeafOfAConditionalSpaceOnce() {
    Study study = Study.create(StudySettings.minimize(3), new BruteForceSampler());
    List<String> leaves = new ArrayList<>();
    while (!study.isExhausted()) {
      LiveTrial trial = LiveTrial.ask(study);
      leaves.add(leaf(trial));
      trial.complete(0);
    }
    assertThat(leaves)
        .containsExactlyInAnyOrder("linear", "poly 2", "poly 3", "poly 4", "rbf a", "rbf b");
  }

  @Test
  void leavesAloneWhatIsUnderWay() {
    Study study = Study.create(StudySettings.minimize(3), new BruteForceSampler());
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      values.add(LiveTrial.ask(study).suggestInt("n", 1, 6));
    }
    assertThat(values).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(LiveTrial.ask(study).suggestInt("n", 1, 6)).isBetween(1L, 6L);
  }

  @Test
  void refusesAContinuousParameter() {
    Study study = Study.create(StudySettings.minimize(3), new BruteForceSampler());
    assertThatThrownBy(() -> LiveTrial.ask(study).suggestFloat("x", 0, 1))
        .isInstanceOf(HpoException.class);
  }

  private static String leaf(LiveTrial trial) {
    return switch (trial.suggestText("kernel", "linear", "poly", "rbf")) {
      case "poly" -> "poly " + trial.suggestInt("degree", 2, 4);
      case "rbf" -> "rbf " + trial.suggestText("width", "a", "b");
      default -> "linear";
    };
  }
}
