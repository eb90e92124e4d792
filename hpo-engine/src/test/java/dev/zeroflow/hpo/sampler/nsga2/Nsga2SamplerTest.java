package dev.zeroflow.hpo.sampler.nsga2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.pareto.Hypervolume;
import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Nsga2SamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler(SearchSpace space) {
    return new Nsga2Sampler(5);
  }

  @Test
  void comesNearerToTheFrontThanEvenlySpreadPoints() {
    double evolved = volume(new Nsga2Sampler(Nsga2Sampler.POPULATION));
    assertThat(evolved).isGreaterThan(volume(QmcSampler.sobol()) + 0.5);
  }

  @Test
  void goesForWhatIsFeasible() {
    SearchSpace space = SearchSpace.of(Map.of("x", FloatDistribution.uniform(-1, 1)));
    Study study = Study.create(StudySettings.minimize(1), new Nsga2Sampler(8));
    for (int i = 0; i < 60; i++) {
      Trial trial = study.ask(space);
      double x = trial.parameters().get("x").internal();
      study.constrain(i, "positive", 0.5 - x);
      study.tell(i, Outcome.completed(x * x));
    }
    List<Trial> late = study.trials().subList(30, 60);
    assertThat(late.stream().filter(Trial::isFeasible).count()).isGreaterThan(10);
    double best =
        late.stream().filter(Trial::isFeasible).mapToDouble(t -> t.values().get(0)).min().orElse(9);
    assertThat(best).isBetween(0.25, 0.26);
  }

  @Test
  void refusesAPopulationWithoutPairs() {
    assertThatThrownBy(() -> new Nsga2Sampler(1)).isInstanceOf(HpoException.class);
  }

  /** Hypervolume of ZDT1 in six dimensions after 200 trials. */
  static double volume(Sampler sampler) {
    Map<String, Distribution> axes = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      axes.put("x" + i, FloatDistribution.uniform(0, 1));
    }
    List<Direction> directions = List.of(Direction.MINIMIZE, Direction.MINIMIZE);
    Study study = Study.create(new StudySettings(directions, 1), sampler);
    double[][] losses = new double[200][];
    for (int i = 0; i < losses.length; i++) {
      Trial trial = study.ask(SearchSpace.of(axes));
      losses[i] = zdt1(trial);
      study.tell(i, Outcome.completed(losses[i]));
    }
    return Hypervolume.of(losses, new double[] {1.1, 11});
  }

  private static double[] zdt1(Trial trial) {
    double first = trial.parameters().get("x0").internal();
    double sum = 0;
    for (int i = 1; i < 6; i++) {
      sum += trial.parameters().get("x" + i).internal();
    }
    double g = 1 + 9 * sum / 5;
    return new double[] {first, g * (1 - Math.sqrt(first / g))};
  }
}
