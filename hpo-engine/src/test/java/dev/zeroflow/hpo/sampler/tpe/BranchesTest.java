package dev.zeroflow.hpo.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BranchesTest {
  @Test
  void everyBranchGetsItsShareHoweverBadItLooks() {
    Study study = study(1);
    for (int i = 0; i < 100; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      trial.complete(
          trial.suggestText("kind", "good", "bad", "worse").equals("good")
              ? good(trial)
              : bad(trial));
    }
    Map<Object, Long> counts = counts(study, "kind");
    assertThat(counts.get("bad")).isGreaterThanOrEqualTo(12);
    assertThat(counts.get("worse")).isGreaterThanOrEqualTo(12);
    assertThat(counts.get("good")).isGreaterThanOrEqualTo(50);
  }

  @Test
  void aChoiceThatDecidesNothingGetsNoShare() {
    Study study = study(1);
    for (int i = 0; i < 100; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x", 0, 1);
      trial.complete(x + (trial.suggestText("kind", "good", "bad").equals("good") ? 0 : 100));
    }
    assertThat(counts(study, "kind").get("bad")).isLessThan(20);
  }

  @Test
  void aBranchWithMoreToFindOutGetsMore() {
    Study study = study(3);
    for (int i = 0; i < 120; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      if (trial.suggestText("model", "plain", "rich", "other").equals("rich")) {
        String kind = trial.suggestText("kind", "a", "b", "c");
        trial.complete(100 + trial.suggestFloat(kind, 0, 1));
      } else {
        trial.complete(trial.suggestFloat("plain", 0, 1));
      }
    }
    assertThat(counts(study, "model").get("rich")).isGreaterThanOrEqualTo(120 * 3 / 5 / 2);
    assertThat(counts(study, "kind").values()).allMatch(count -> count >= 5);
  }

  @Test
  void findsTheBetterBranchBehindABadStart() {
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      Study study = study(seed);
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 80; i++) {
        LiveTrial trial = LiveTrial.ask(study);
        double value =
            trial.suggestText("kind", "easy", "hard").equals("easy")
                ? 1 + square(trial.suggestFloat("easy", 0, 1) - 0.3)
                : 0.5 + 20 * square(trial.suggestFloat("hard", 0, 1) - 0.8);
        trial.complete(value);
        best = Math.min(best, value);
      }
      found += best < 0.9 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(19);
  }

  private static double good(LiveTrial trial) {
    return trial.suggestFloat("good", 0, 1);
  }

  private static double bad(LiveTrial trial) {
    return 100 + trial.suggestFloat("bad", 0, 1);
  }

  private static double square(double x) {
    return x * x;
  }

  private static Study study(long seed) {
    return Study.create(StudySettings.minimize(seed), new TpeSampler(TpeOptions.DEFAULT));
  }

  private static Map<Object, Long> counts(Study study, String name) {
    return study.trials().stream()
        .filter(trial -> trial.parameters().containsKey(name))
        .collect(
            Collectors.groupingBy(
                trial -> trial.parameters().get(name).value(), Collectors.counting()));
  }
}
