package dev.zeroflow.hpo.sampler.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.sampler.auto.AutoSampler.Choice;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoSamplerTest extends SamplerContract {
  private static final SearchSpace NUMBERS =
      SearchSpace.of(
          Map.of("x", FloatDistribution.uniform(0, 1), "n", IntDistribution.uniform(1, 9)));
  private static final SearchSpace CHOICES =
      SearchSpace.of(
          Map.of("x", FloatDistribution.uniform(0, 1), "c", CategoricalDistribution.of("a", "b")));

  private final AutoSampler sampler = new AutoSampler();

  @Override
  protected Sampler sampler(SearchSpace space) {
    return new AutoSampler();
  }

  @Test
  void numbersGoFromAGaussianProcessToCmaEs() {
    Study study = study(Direction.MINIMIZE);
    assertThat(choice(study, NUMBERS)).isEqualTo(Choice.GP);
    told(study, NUMBERS, AutoSampler.GP_TRIALS - 1);
    assertThat(choice(study, NUMBERS)).isEqualTo(Choice.GP);
    told(study, NUMBERS, 1);
    assertThat(choice(study, NUMBERS)).isEqualTo(Choice.CMA_ES);
  }

  @Test
  void choicesGoFromAGaussianProcessToParzenEstimators() {
    Study study = study(Direction.MINIMIZE);
    told(study, CHOICES, 10);
    assertThat(choice(study, CHOICES)).isEqualTo(Choice.GP);
    told(study, CHOICES, AutoSampler.GP_TRIALS);
    assertThat(choice(study, CHOICES)).isEqualTo(Choice.TPE);
  }

  @Test
  void failedTrialsDoNotEndTheTimeOfTheGaussianProcess() {
    Study study = study(Direction.MINIMIZE);
    for (int i = 0; i < AutoSampler.GP_TRIALS; i++) {
      study.tell(study.ask().number(), Outcome.failed());
    }
    assertThat(choice(study, NUMBERS)).isEqualTo(Choice.GP);
  }

  @Test
  void parametersThatOnlySomeTrialsHaveAreForParzenEstimators() {
    Study study = study(Direction.MINIMIZE);
    for (int i = 0; i < 4; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      trial.suggestFloat("x", 0, 1);
      trial.suggestInt("single", 3, 3);
      if (i == 3) {
        assertThat(choice(study, study.history().jointSpace())).isEqualTo(Choice.GP);
        trial.suggestFloat("y", 0, 1);
      }
      trial.complete(1);
    }
    assertThat(choice(study, study.history().jointSpace())).isEqualTo(Choice.TPE);
  }

  @Test
  void someObjectivesAreForAGaussianProcessAndManyForParzenEstimators() {
    Direction up = Direction.MAXIMIZE;
    Study some = study(up, up, up);
    assertThat(choice(some, NUMBERS)).isEqualTo(Choice.GP);
    for (int i = 0; i < AutoSampler.GP_TRIALS; i++) {
      some.tell(some.ask(NUMBERS).number(), Outcome.completed(i, i, i));
    }
    assertThat(choice(some, NUMBERS)).isEqualTo(Choice.TPE);
    assertThat(new AutoSampler().choice(study(up, up, up, up).history(), NUMBERS))
        .isEqualTo(Choice.TPE);
  }

  @Test
  void manyParametersAreForParzenEstimators() {
    Map<String, Distribution> many = new HashMap<>();
    for (int i = 0; i <= AutoSampler.GP_PARAMETERS; i++) {
      many.put("x" + i, FloatDistribution.uniform(0, 1));
    }
    assertThat(choice(study(Direction.MINIMIZE), SearchSpace.of(many))).isEqualTo(Choice.TPE);
  }

  private Choice choice(Study study, SearchSpace space) {
    return sampler.choice(study.history(), space.withoutSingles());
  }

  private static Study study(Direction... directions) {
    return Study.create(new StudySettings(List.of(directions), 1), new RandomSampler());
  }

  private static void told(Study study, SearchSpace space, int trials) {
    for (int i = 0; i < trials; i++) {
      study.tell(study.ask(space).number(), Outcome.completed(i));
    }
  }
}
