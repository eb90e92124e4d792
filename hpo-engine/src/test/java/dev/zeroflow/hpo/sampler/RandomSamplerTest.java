package dev.zeroflow.hpo.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler(SearchSpace space) {
    return new RandomSampler();
  }

  @Test
  void drawsEvenlyOnTheScaleAndApartForEachName() {
    var log = FloatDistribution.logarithmic(1e-4, 1);
    SearchSpace space = SearchSpace.of(Map.of("a", log, "b", log));
    Study study = Study.create(StudySettings.minimize(1), new RandomSampler());
    double sum = 0;
    double product = 0;
    for (int i = 0; i < 2000; i++) {
      var given = study.ask(space).parameters();
      double a = log.toUnit(given.get("a").internal()) - 0.5;
      double b = log.toUnit(given.get("b").internal()) - 0.5;
      sum += a;
      product += a * b;
    }
    assertThat(sum / 2000).isBetween(-0.03, 0.03);
    assertThat(product / 2000).isBetween(-0.01, 0.01);
  }
}
