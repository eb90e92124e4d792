package dev.zeroflow.hpo.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridSamplerTest extends SamplerContract {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "n", IntDistribution.uniform(1, 3),
              "kind", CategoricalDistribution.of("a", "b"),
              "rate", FloatDistribution.uniform(0, 1)));

  @Override
  protected SearchSpace space(Random random) {
    return SPACE;
  }

  @Override
  protected Sampler sampler(SearchSpace space) {
    return new GridSampler(
        Map.of("n", List.of(1, 2, 3), "kind", List.of("a", "b"), "rate", List.of(0, 0.5)));
  }

  @Test
  void visitsEveryPointOnceEvenIfSeveralAreUnderWay() {
    Study study = Study.create(StudySettings.minimize(1), sampler(SPACE));
    Set<Object> points = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      assertThat(study.isExhausted()).isFalse();
      points.add(values(study.ask(SPACE)));
      if (i > 2) {
        study.tell(i - 3, Outcome.completed(0));
      }
    }
    assertThat(points).hasSize(12);
    IntStream.range(9, 12).forEach(i -> study.tell(i, Outcome.completed(0)));
    assertThat(study.isExhausted()).isTrue();
  }

  @Test
  void goesBackToWhatFailed() {
    Study study = Study.create(StudySettings.minimize(1), sampler(SPACE));
    for (int i = 0; i < 12; i++) {
      study.ask(SPACE);
      study.tell(i, i == 4 ? Outcome.failed() : Outcome.pruned());
    }
    assertThat(values(study.ask(SPACE))).isEqualTo(values(study.trial(4)));
  }

  @Test
  void refusesToBeTooLarge() {
    List<Integer> many = IntStream.range(0, 1001).boxed().toList();
    assertThatThrownBy(() -> new GridSampler(Map.of("a", many, "b", many)))
        .isInstanceOf(HpoException.class);
  }

  @Test
  void refusesAValueThatTheTrialCannotTake() {
    Study study = Study.create(StudySettings.minimize(1), new GridSampler(Map.of("n", List.of(7))));
    assertThatThrownBy(() -> study.ask(SPACE)).isInstanceOf(HpoException.class);
  }

  private static List<Double> values(Trial trial) {
    return trial.parameters().values().stream().map(given -> given.internal()).toList();
  }
}
