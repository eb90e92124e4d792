package dev.zeroflow.hpo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.zeroflow.hpo.optuna.Expected;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportanceTest {
  static Stream<Expected> importances() throws IOException {
    return Expected.read("importances.json");
  }

  @ParameterizedTest
  @MethodSource("importances")
  void isThatOfOptuna(Expected expected) {
    StudySettings settings = new StudySettings(expected.directions(), 0);
    Study study = Study.create(settings, new RandomSampler());
    expected.list("trials").forEach(trial -> add(study, trial));
    Map<String, Double> importance = Importance.of(study.history());
    assertThat(importance).hasSameSizeAs(expected.map("importance"));
    expected
        .map("importance")
        .forEach(
            (name, value) ->
                assertThat(importance.get(name))
                    .as(name)
                    .isCloseTo(Expected.number(value), within(1e-9)));
  }

  @Test
  void tellsWhatMattersFromWhatDoesNot() {
    Study study = Study.create(StudySettings.minimize(1), new RandomSampler());
    for (int i = 0; i < 200; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x", -10, 10);
      trial.complete(x * x + trial.suggestFloat("noise", 0, 1));
    }
    Map<String, Double> importance = Importance.of(study.history());
    assertThat(importance.get("x")).isGreaterThan(10 * importance.get("noise"));
  }

  @Test
  void isNothingWithoutTrials() {
    Study study = Study.create(StudySettings.minimize(1), new RandomSampler());
    assertThat(Importance.of(study.history())).isEmpty();
    LiveTrial trial = LiveTrial.ask(study);
    trial.complete(trial.suggestFloat("x", 0, 1));
    LiveTrial infinite = LiveTrial.ask(study);
    infinite.suggestFloat("x", 0, 1);
    infinite.complete(Double.POSITIVE_INFINITY);
    assertThat(Importance.of(study.history())).containsExactly(Map.entry("x", 0.0));
  }

  private static void add(Study study, Expected trial) {
    Map<String, Object> fixed = new HashMap<>();
    Map<String, Distribution> distributions = new HashMap<>();
    for (String name : trial.map("parameters").keySet()) {
      Expected parameter = trial.at("parameters").at(name);
      Distribution distribution = Expected.distribution(parameter.at("axis"));
      distributions.put(name, distribution);
      fixed.put(name, distribution.toExternal(parameter.number("value")));
    }
    int number = study.ask(fixed).number();
    distributions.forEach((name, distribution) -> study.suggest(number, name, distribution));
    study.tell(number, Outcome.completed(trial.numbers("values")));
  }
}
