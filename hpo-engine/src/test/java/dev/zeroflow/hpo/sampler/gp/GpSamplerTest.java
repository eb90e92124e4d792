package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.pareto.Hypervolume;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GpSamplerTest extends SamplerContract {
  private static final SearchSpace MIXED =
      SearchSpace.of(
          Map.of(
              "rate", FloatDistribution.logarithmic(1e-5, 1),
              "depth", IntDistribution.uniform(1, 20),
              "kind", CategoricalDistribution.of("a", "b", "c")));

  @Override
  protected Sampler sampler(SearchSpace space) {
    return new GpSampler();
  }

  @Test
  void findsTheOptimumOfAMixedSpace() {
    Study study = run(Direction.MINIMIZE, 40, GpSamplerTest::loss);
    assertThat(best(study, 1)).isLessThan(0.001);
  }

  @Test
  void knowsWhichWayIsBetter() {
    Study study = run(Direction.MAXIMIZE, 40, trial -> -loss(trial));
    assertThat(best(study, -1)).isLessThan(0.001);
  }

  @Test
  void coversTheFrontOfTwoObjectives() {
    SearchSpace space =
        SearchSpace.of(
            Map.of("x", FloatDistribution.uniform(-2, 4), "y", FloatDistribution.uniform(-2, 4)));
    List<Direction> directions = List.of(Direction.MINIMIZE, Direction.MAXIMIZE);
    Study study = Study.create(new StudySettings(directions, 1), new GpSampler());
    double[][] losses = new double[40][];
    for (int i = 0; i < losses.length; i++) {
      Trial trial = study.ask(space);
      double x = internal(trial, "x");
      double y = internal(trial, "y") - 1;
      losses[i] = new double[] {x * x + y * y, (x - 2) * (x - 2) + y * y};
      study.tell(i, Outcome.completed(losses[i][0], -losses[i][1]));
    }
    // The front is f2 = (2 - sqrt f1)^2: all of the square of 4 but 8/3 lies behind it.
    double volume = Hypervolume.of(losses, new double[] {4, 4});
    assertThat(volume).isBetween(0.97 * (16 - 8.0 / 3), 16 - 8.0 / 3);
  }

  @Test
  void leavesARegionWhereTrialsFail() {
    Study study = Study.create(StudySettings.minimize(3), new GpSampler());
    for (int i = 0; i < 50; i++) {
      Trial trial = study.ask(MIXED);
      boolean fails = "b".equals(trial.parameters().get("kind").value());
      Outcome outcome = fails ? Outcome.failed() : Outcome.completed(loss(trial));
      study.tell(trial.number(), outcome);
    }
    long lateFailures =
        study.trials().subList(25, 50).stream().filter(trial -> trial.values().isEmpty()).count();
    assertThat(lateFailures).isLessThan(15);
    assertThat(best(study, 1)).isLessThan(0.11);
  }

  @Test
  void goesForWhatIsFeasible() {
    Study study = Study.create(StudySettings.minimize(3), new GpSampler());
    for (int i = 0; i < 40; i++) {
      Trial trial = study.ask(MIXED);
      study.constrain(trial.number(), "shallow", internal(trial, "depth") - 5);
      study.tell(trial.number(), Outcome.completed(loss(trial)));
    }
    double best =
        study.trials().stream()
            .filter(Trial::isFeasible)
            .mapToDouble(trial -> trial.values().get(0))
            .min()
            .orElseThrow();
    assertThat(best).isBetween(0.0399, 0.15);
  }

  @Test
  void proposesNothingTwiceWhileThereIsSomethingElse() {
    SearchSpace small =
        SearchSpace.of(
            Map.of(
                "x",
                IntDistribution.uniform(0, 5),
                "y",
                CategoricalDistribution.of("a", "b", "c", "d", "e")));
    Study study = Study.create(StudySettings.minimize(1), new GpSampler());
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      Trial trial = study.ask(small);
      seen.add(List.of(internal(trial, "x"), internal(trial, "y")));
      if (i % 3 > 0) {
        study.tell(trial.number(), Outcome.completed(internal(trial, "x")));
      }
    }
    assertThat(seen.size()).isGreaterThanOrEqualTo(26);
  }

  private static Study run(Direction direction, int trials, ToDoubleFunction<Trial> objective) {
    Study study = Study.create(new StudySettings(List.of(direction), 7), new GpSampler());
    for (int i = 0; i < trials; i++) {
      Trial trial = study.ask(MIXED);
      study.tell(trial.number(), Outcome.completed(objective.applyAsDouble(trial)));
    }
    return study;
  }

  private static double best(Study study, int sign) {
    return study.trials().stream()
        .filter(trial -> !trial.values().isEmpty())
        .mapToDouble(trial -> sign * trial.values().get(0))
        .min()
        .orElseThrow();
  }

  /** Best at rate 10^-2.5, depth 7, kind b. */
  private static double loss(Trial trial) {
    double rate = Math.log10(internal(trial, "rate")) + 2.5;
    double depth = internal(trial, "depth") - 7;
    return 0.1 * rate * rate + 0.01 * depth * depth + 0.1 * Math.abs(internal(trial, "kind") - 1);
  }

  private static double internal(Trial trial, String name) {
    return trial.parameters().get(name).internal();
  }
}
