package dev.zeroflow.hpo.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QmcSamplerTest {
  private static final SearchSpace SQUARE =
      SearchSpace.of(
          Map.of("x", FloatDistribution.uniform(0, 1), "y", FloatDistribution.uniform(0, 1)));

  @Nested
  class Sobol extends SamplerContract {
    @Override
    protected Sampler sampler(SearchSpace space) {
      return QmcSampler.sobol();
    }
  }

  @Nested
  class Halton extends SamplerContract {
    @Override
    protected Sampler sampler(SearchSpace space) {
      return QmcSampler.halton();
    }
  }

  @Test
  void scrambledSobolPointsStayEvenInEveryElementaryBox() {
    double[][] points = points(QmcSampler.sobol(), 256);
    for (int wide = 0; wide <= 8; wide++) {
      BitSet boxes = new BitSet();
      for (double[] point : points) {
        int column = (int) (point[0] * (1 << wide));
        int row = (int) (point[1] * (256 >> wide));
        boxes.set((column << (8 - wide)) + row);
      }
      assertThat(boxes.cardinality()).as("boxes of 2^-%d", wide).isEqualTo(256);
    }
  }

  @Test
  void haltonPointsFillEveryPartOfEachAxis() {
    double[][] points = points(QmcSampler.halton(), 81);
    BitSet halves = new BitSet();
    BitSet thirds = new BitSet();
    for (double[] point : points) {
      halves.set((int) (point[0] * 64));
      thirds.set((int) (point[1] * 81));
    }
    assertThat(halves.cardinality()).isEqualTo(64);
    assertThat(thirds.cardinality()).isEqualTo(81);
  }

  private static double[][] points(Sampler sampler, int count) {
    Study study = Study.create(StudySettings.minimize(11), sampler);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      var given = study.ask(SQUARE).parameters();
      points[i] = new double[] {given.get("x").internal(), given.get("y").internal()};
    }
    return points;
  }
}
