package dev.zeroflow.hpo.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationsTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of("x", FloatDistribution.uniform(0, 1), "y", FloatDistribution.uniform(0, 1)));
  private static final Cube CUBE = Cube.of(SPACE);

  private final Study study = Study.create(StudySettings.minimize(1), new RandomSampler());

  @Test
  void aLateResultTakesTheRunBackToItsGeneration() {
    for (int i = 0; i < 40; i++) {
      study.ask(SPACE);
    }
    Generations reading = new Generations(CUBE, 0);
    for (int i = 39; i >= 0; i--) {
      int number = (i * 7) % 40;
      study.tell(number, number % 5 == 0 ? Outcome.failed() : Outcome.completed(number));
      double[] mean = new Generations(CUBE, 0).run(study.history()).evolution().mean();
      assertThat(reading.run(study.history()).evolution().mean()).isEqualTo(mean);
    }
    int population = Strategy.population(2);
    assertThat(reading.run(study.history()).evolution().generation()).isEqualTo(32 / population);
  }

  @Test
  void theMeanMovesToTheBetterHalf() {
    for (int i = 0; i < 18; i++) {
      var trial = study.ask(SPACE);
      study.tell(i, Outcome.completed(trial.parameters().get("x").internal()));
    }
    Evolution evolution = new Generations(CUBE, 0).run(study.history()).evolution();
    assertThat(evolution.mean()[0]).isLessThan(0.3);
  }
}
