package dev.zeroflow.hpo.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.analysis.HypervolumeCurve;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TpeSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler(SearchSpace space) {
    return tpe();
  }

  @Nested
  class Independent extends SamplerContract {
    @Override
    protected Sampler sampler(SearchSpace space) {
      return new TpeSampler(new TpeOptions(10, 24, false, true));
    }
  }

  @Test
  void aRebuiltStudyOfAConditionalSpaceGoesOnAsIfNothingHadHappened() {
    Random random = new Random(1);
    Study study = Study.create(StudySettings.minimize(3), tpe());
    List<Integer> running = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Study rebuilt = Study.restore(study.history().settings(), tpe(), study.trials());
      LiveTrial trial = LiveTrial.ask(study);
      double value = conditional(trial);
      conditional(LiveTrial.ask(rebuilt));
      assertThat(rebuilt.trial(i)).isEqualTo(study.trial(i));
      study.report(i, 0, value);
      if (random.nextInt(5) == 0) {
        study.pause(i);
      }
      running.add(i);
      while (running.size() > 6) {
        int number = running.remove(random.nextInt(running.size()));
        double told = study.trial(number).reports().get(0).get(0);
        study.tell(number, random.nextInt(5) > 0 ? Outcome.completed(told) : Outcome.failed());
      }
    }
  }

  @RepeatedTest(5)
  void followsRangesThatChangeFromTrialToTrial(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Study study = Study.create(StudySettings.minimize(3), tpe());
    for (int i = 0; i < 80; i++) {
      Study rebuilt = Study.restore(study.history().settings(), tpe(), study.trials());
      long shape = random.nextLong();
      double value = changing(LiveTrial.ask(study), new Random(shape));
      assertThat(changing(LiveTrial.ask(rebuilt), new Random(shape))).isEqualTo(value);
      study.tell(i, random.nextInt(5) > 0 ? Outcome.completed(value) : Outcome.pruned());
    }
  }

  @Test
  void findsBetterPointsThanChance() {
    assertThat(best(tpe())).isLessThan(best(new RandomSampler()) / 5);
  }

  @Test
  void keepsAwayFromWhereOthersAreAtWork() {
    assertThat(spread(true)).isGreaterThan(1.5 * spread(false));
  }

  @Test
  void reckonsWithWhatIsFixed() {
    Study study = Study.create(StudySettings.minimize(3), tpe());
    for (int i = 0; i < 80; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x", 0, 1);
      trial.complete(Math.abs(trial.suggestFloat("y", 0, 1) - x) - 0.01 * x);
    }
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      int number = study.ask(Map.of("x", 0.2)).number();
      LiveTrial trial = new LiveTrial(study, number);
      assertThat(trial.suggestFloat("x", 0, 1)).isEqualTo(0.2);
      sum += Math.abs(trial.suggestFloat("y", 0, 1) - 0.2);
      study.tell(number, Outcome.failed());
    }
    assertThat(sum / 20).isLessThan(0.2);
  }

  @Test
  void looksForWhatViolatesNoConstraint() {
    Study study = Study.create(StudySettings.minimize(3), tpe());
    int feasible = 0;
    for (int i = 0; i < 80; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x", 0, 1);
      study.constrain(trial.number(), "small", 0.6 - x);
      feasible += i >= 40 && x >= 0.6 ? 1 : 0;
      trial.complete(Math.abs(x - 0.2) + Math.abs(x - 0.8));
    }
    assertThat(feasible).isGreaterThan(30);
  }

  @Test
  void learnsFromPausedTrials() {
    Study study = Study.create(StudySettings.minimize(3), tpe());
    double late = 0;
    for (int i = 0; i < 60; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x", 0, 1);
      trial.report(1, Math.abs(x - 0.3));
      study.pause(i);
      late += i >= 40 ? Math.abs(x - 0.3) / 20 : 0;
    }
    assertThat(late).isLessThan(0.12);
  }

  @Test
  void widensTheFrontOfTwoObjectives() {
    assertThat(volume(tpe())).isGreaterThan(volume(new RandomSampler()) + 0.5);
  }

  @Test
  void refusesToDoNothing() {
    assertThatThrownBy(() -> new TpeOptions(10, 0, true, true)).isInstanceOf(HpoException.class);
    assertThatThrownBy(() -> new TpeOptions(0, 24, true, true)).isInstanceOf(HpoException.class);
  }

  private static TpeSampler tpe() {
    return new TpeSampler(TpeOptions.DEFAULT);
  }

  private static double best(Sampler sampler) {
    Study study = Study.create(StudySettings.minimize(3), sampler);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 100; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double value = 0;
      for (int j = 0; j < 4; j++) {
        value += Math.pow(trial.suggestFloat("x" + j, 0, 1) - 0.2 * j, 2);
      }
      trial.complete(value);
      best = Math.min(best, value);
    }
    return best;
  }

  /** Mean distance of proposals that are all under way. */
  private static double spread(boolean reckonWithRunning) {
    Study study =
        Study.create(
            StudySettings.minimize(3),
            new TpeSampler(new TpeOptions(10, 24, true, reckonWithRunning)));
    for (int i = 0; i < 40; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      trial.complete(Math.abs(trial.suggestFloat("x", 0, 1) - 0.3));
    }
    double[] x = new double[20];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = LiveTrial.ask(study).suggestFloat("x", 0, 1);
      for (int j = 0; j < i; j++) {
        sum += Math.abs(x[i] - x[j]);
      }
    }
    return sum;
  }

  private static double volume(Sampler sampler) {
    StudySettings settings = new StudySettings(List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 5);
    Study study = Study.create(settings, sampler);
    for (int i = 0; i < 100; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x0", 0, 1);
      double rest = 0;
      for (int j = 1; j < 6; j++) {
        rest += trial.suggestFloat("x" + j, 0, 1) * 9 / 5;
      }
      trial.complete(x, -(1 + rest) * (1 - Math.sqrt(x / (1 + rest))));
    }
    return HypervolumeCurve.of(study.history(), Values.of(1.1, -11)).getLast().volume();
  }

  private static double conditional(LiveTrial trial) {
    double x = trial.suggestFloat("x", 0, 1);
    return switch (trial.suggestText("kind", "a", "b", "c")) {
      case "a" -> x + trial.suggestInt("depth", 1, 8);
      case "b" -> x * trial.suggestLogFloat("rate", 1e-3, 1);
      default -> x + (trial.suggestText("mode", "on", "off").equals("on") ? rate(trial) : 0.5);
    };
  }

  /** Widths, upper ends and the parameters themselves differ; some have a single value. */
  private static double changing(LiveTrial trial, Random random) {
    double sum = trial.suggestInt("count", 1, 1 + random.nextInt(4));
    int count = (int) sum;
    for (int i = 0; i < count; i++) {
      double low = random.nextDouble();
      double high = low + random.nextInt(3) * random.nextDouble();
      double x = trial.suggestFloat("x" + i, low, high);
      assertThat(x).isBetween(low, high);
      long n = trial.suggestLogInt("n" + i, 1 + random.nextInt(3), 3 + random.nextInt(300));
      sum += x / n;
    }
    return sum;
  }

  private static double rate(LiveTrial trial) {
    return trial.suggestLogFloat("rate", 1e-3, 1);
  }
}
