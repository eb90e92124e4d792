package dev.zeroflow.hpo.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler(SearchSpace space) {
    return new CmaEsSampler(0);
  }

  @Nested
  class Warm extends SamplerContract {
    @Override
    protected Sampler sampler(SearchSpace space) {
      return new CmaEsSampler(8);
    }
  }

  @Test
  void turnsToANarrowValley() {
    Study study =
        run(space(FloatDistribution.uniform(-5, 10), 4), 1, 2500, CmaEsSamplerTest::valley);
    assertThat(best(study)).isLessThan(1e-6);
  }

  @Test
  void usesResultsThatComeLateAndOutOfOrder() {
    Study study =
        run(space(FloatDistribution.uniform(-5, 10), 4), 20, 2500, CmaEsSamplerTest::valley);
    assertThat(best(study)).isLessThan(0.1);
  }

  @Test
  void wholeNumbersDoNotFreeze() {
    SearchSpace space = space(IntDistribution.uniform(-20, 40), 6);
    Study study = run(space, 1, 600, trial -> bowl(trial, 3));
    assertThat(best(study)).isZero();
  }

  @Test
  void startsAnewWhenItGetsNowhere() {
    // Two bowls: the one around the middle is wide and ends at 1, the other one ends at 0.
    SearchSpace space = space(FloatDistribution.uniform(-5, 5), 2);
    Study study = run(space, 1, 1500, trial -> Math.min(1 + bowl(trial, 0), 3 * bowl(trial, 4)));
    assertThat(best(study)).isLessThan(0.1);
  }

  @Test
  void beginsWhereTheWarmUpWasBest() {
    SearchSpace space = space(FloatDistribution.uniform(0, 1), 3);
    Study study = Study.create(StudySettings.minimize(1), new CmaEsSampler(60));
    for (int i = 0; i < 80; i++) {
      Trial trial = study.ask(space);
      double far = bowl(trial, 0.9);
      study.tell(trial.number(), Outcome.completed(far));
    }
    double late =
        study.trials().subList(60, 80).stream()
            .mapToDouble(t -> t.values().get(0))
            .average()
            .orElseThrow();
    double early =
        study.trials().subList(0, 60).stream()
            .mapToDouble(t -> t.values().get(0))
            .average()
            .orElseThrow();
    assertThat(late).isLessThan(early / 3);
  }

  @Test
  void refusesANegativeWarmUp() {
    assertThatThrownBy(() -> new CmaEsSampler(-1)).isInstanceOf(HpoException.class);
  }

  private static SearchSpace space(Distribution distribution, int dimensions) {
    Map<String, Distribution> axes = new HashMap<>();
    for (int i = 0; i < dimensions; i++) {
      axes.put("x" + i, distribution);
    }
    return SearchSpace.of(axes);
  }

  private static Study run(
      SearchSpace space, int workers, int trials, ToDoubleFunction<Trial> objective) {
    Study study = Study.create(StudySettings.minimize(5), new CmaEsSampler(0));
    Deque<Trial> flights = new ArrayDeque<>();
    for (int i = 0; i < trials; i++) {
      while (flights.size() < workers) {
        flights.add(study.ask(space));
      }
      Trial next = i % 3 == 0 ? flights.removeLast() : flights.removeFirst();
      study.tell(next.number(), Outcome.completed(objective.applyAsDouble(next)));
    }
    return study;
  }

  private static double best(Study study) {
    return study.trials().stream()
        .filter(trial -> !trial.values().isEmpty())
        .mapToDouble(trial -> trial.values().get(0))
        .min()
        .orElseThrow();
  }

  private static double bowl(Trial trial, double center) {
    return trial.parameters().values().stream()
        .mapToDouble(p -> (p.internal() - center) * (p.internal() - center))
        .sum();
  }

  private static double valley(Trial trial) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double x = trial.parameters().get("x" + i).internal();
      double bend = trial.parameters().get("x" + (i + 1)).internal() - x * x;
      sum += 100 * bend * bend + (1 - x) * (1 - x);
    }
    return sum;
  }
}
