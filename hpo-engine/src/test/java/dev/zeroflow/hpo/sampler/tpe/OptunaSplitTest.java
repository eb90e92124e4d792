package dev.zeroflow.hpo.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.optuna.Expected;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we call good is what Optuna 5.0 does. */
class OptunaSplitTest {
  static Stream<Expected> splits() throws IOException {
    return Expected.read("splits.json");
  }

  @ParameterizedTest
  @MethodSource("splits")
  void agreesInWhateverOrderTrialsAreTold(Expected expected) {
    StudySettings settings = new StudySettings(expected.directions(), 0);
    Study study = Study.create(settings, new RandomSampler());
    List<Expected> trials = expected.list("trials");
    trials.forEach(trial -> start(study, trial));
    List<Integer> order = new ArrayList<>();
    study.trials().forEach(trial -> order.add(trial.number()));
    Collections.shuffle(order, new Random(trials.size()));
    order.forEach(number -> study.tell(number, outcome(trials.get(number))));
    Ranking ranking = new Ranking(settings);
    study.history().finished().forEach(ranking::add);
    int[] good = Arrays.stream(expected.numbers("good")).mapToInt(n -> (int) n).toArray();
    assertThat(ranking.good().stream())
        .containsExactly(Arrays.stream(good).boxed().toArray(Integer[]::new));
  }

  private static void start(Study study, Expected trial) {
    int number = study.ask().number();
    study.constrain(number, "c", trial.number("violation"));
    trial
        .map("reports")
        .forEach(
            (step, value) -> study.report(number, Integer.parseInt(step), Expected.number(value)));
  }

  private static Outcome outcome(Expected trial) {
    return trial.fields().get("state").equals("PRUNED")
        ? Outcome.pruned()
        : Outcome.completed(trial.numbers("values"));
  }
}
