package dev.zeroflow.hpo.sampler.nsga2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EliteTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(Map.of("x", FloatDistribution.uniform(0, 1)));
  private static final List<Direction> DIRECTIONS = List.of(Direction.MINIMIZE, Direction.MAXIMIZE);

  private final Study study = Study.create(new StudySettings(DIRECTIONS, 1), new RandomSampler());

  @Test
  void roomIsTheShareBetweenTheNeighbours() {
    double[][] front = {{0, 10}, {1, 6}, {3, 5}, {10, 0}};
    double end = Double.POSITIVE_INFINITY;
    assertThat(Elite.room(front)).containsExactly(end, 0.3 + 0.5, 0.9 + 0.6, end);
  }

  @Test
  void theFrontComesFirstAndItsEndsBeforeTheCrowd() {
    tell(0, 0, 10);
    tell(0, 1, 11);
    tell(0, 1.1, 11.1);
    tell(0, 5, 15);
    tell(0, 5, 9);
    assertThat(numbers(4)).containsExactly(0, 3, 2, 1);
    assertThat(numbers(5)).endsWith(4);
  }

  @Test
  void anyViolationIsWorseThanEveryLoss() {
    tell(2, 0, 20);
    tell(1, 0, 20);
    tell(0, 9, 0);
    assertThat(numbers(2)).containsExactly(2, 1);
  }

  @Test
  void infiniteLossesAreBorne() {
    tell(0, Double.NEGATIVE_INFINITY, 0);
    tell(0, 1, 1);
    tell(0, 2, Double.POSITIVE_INFINITY);
    assertThat(numbers(3)).containsExactlyInAnyOrder(0, 1, 2);
  }

  private void tell(double violation, double... values) {
    int number = study.ask(SPACE).number();
    study.constrain(number, "limit", violation);
    study.tell(number, Outcome.completed(values));
  }

  private List<Integer> numbers(int most) {
    return Elite.of(study.trials(), DIRECTIONS, most).stream().map(Trial::number).toList();
  }
}
