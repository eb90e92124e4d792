package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.TrialSeed;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Axes AXES =
      new Axes(
          SearchSpace.of(
              Map.of(
                  "a", FloatDistribution.uniform(0, 1),
                  "b", IntDistribution.uniform(0, 9),
                  "c", CategoricalDistribution.of("x", "y", "z"))));
  private static final double NONE = Double.NaN;

  private final Kernel kernel = new Kernel(new double[] {2, 2, 0.5}, 1, 1e-6);
  private final List<double[]> rows =
      List.of(
          new double[] {0.2, 0.25, 0}, new double[] {0.6, 0.45, 1}, new double[] {0.9, 0.95, 2});
  private final Improvement improvement =
      Surrogate.of(
              kernel,
              new Points(rows, AXES.areChoices()),
              new double[] {1, -1, 0.5},
              new Targets.Scale(0, 0, 0, 1))
          .improvement(List.of(), new Random(1));

  @Test
  void findsABetterPointThanAnyOfManyRandomOnes() {
    double found = improvement.log(search(NONE, NONE, NONE).best(rows, rows));
    var random = new TrialSeed(3, 3).stream("other");
    for (int i = 0; i < 20_000; i++) {
      assertThat(improvement.log(AXES.random(random))).isLessThanOrEqualTo(found + 1e-6);
    }
  }

  @Test
  void keepsToWhatIsFixed() {
    double[] free = search(NONE, NONE, NONE).best(rows, rows);
    double[] held = search(0.3, NONE, 2).best(rows, rows);
    assertThat(held[0]).isEqualTo(0.3);
    assertThat(held[2]).isEqualTo(2);
    assertThat(free[2]).isNotEqualTo(2);
  }

  @Test
  void takesAnotherPointThanTheBestIfThatIsKnown() {
    double[] best = search(0.6, NONE, 1).best(rows, List.of());
    double[] other = search(0.6, NONE, 1).best(rows, List.of(best));
    assertThat(other).isNotEqualTo(best);
    assertThat(improvement.log(other)).isLessThan(improvement.log(best));
  }

  private Search search(double... fixed) {
    return new Search(
        AXES, improvement, kernel.theta(), fixed, new TrialSeed(1, 1).stream("search"));
  }
}
