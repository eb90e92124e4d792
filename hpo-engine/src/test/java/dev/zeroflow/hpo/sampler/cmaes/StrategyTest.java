package dev.zeroflow.hpo.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class StrategyTest {
  @Test
  void hasTheRecommendedConstants() {
    Strategy strategy = Strategy.of(5, Strategy.population(5));
    double[] weights = {
      0.5299301844787792,
      0.2857142857142857,
      0.14285714285714282,
      0.041498386949792215,
      -0.1672795068098809,
      -0.45674904775585873,
      -0.7014920573635213,
      -0.9134980955117175
    };
    assertThat(strategy.weights()).containsExactly(weights, offset(1e-12));
    assertThat(strategy.mass()).isCloseTo(2.6001788261131793, offset(1e-12));
    assertThat(strategy.rankOne()).isCloseTo(0.047292304159400896, offset(1e-12));
    assertThat(strategy.rankMany()).isCloseTo(0.03816916070385781, offset(1e-12));
    assertThat(strategy.sizeMemory()).isCloseTo(0.3650883760934854, offset(1e-12));
    assertThat(strategy.sizeDamping()).isCloseTo(1.3650883760934853, offset(1e-12));
    assertThat(strategy.shapeMemory()).isCloseTo(0.4501995579928079, offset(1e-12));
  }

  @Test
  void worksInOneDimension() {
    assertThat(Strategy.of(1, Strategy.population(1)).weights())
        .hasSize(4)
        .doesNotContain(Double.NaN);
  }
}
