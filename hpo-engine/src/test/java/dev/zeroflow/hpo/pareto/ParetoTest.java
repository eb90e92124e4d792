package dev.zeroflow.hpo.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private static final double[][] STAIRS = {{3, 1}, {1, 3}, {2, 2}, {3, 3}, {2, 2}, {4, 4}};

  @Test
  void peelsFrontsOff() {
    assertThat(Domination.ranks(STAIRS, 6)).containsExactly(0, 0, 0, 1, 0, 2);
    assertThat(Domination.ranks(STAIRS, 4)).containsExactly(0, 0, 0, 1, 0, 1);
    assertThat(Domination.front(STAIRS)).containsExactly(0, 1, 2, 4);
  }

  @RepeatedTest(20)
  void ranksByTheLongestChainOfBetterPoints(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[][] points = points(random, 40, random.nextInt(1, 5));
    int[] ranks = Domination.ranks(points, points.length);
    for (int i = 0; i < points.length; i++) {
      int rank = 0;
      for (int j = 0; j < points.length; j++) {
        rank = Domination.dominates(points[j], points[i]) ? Math.max(rank, ranks[j] + 1) : rank;
      }
      assertThat(ranks[i]).isEqualTo(rank);
    }
  }

  @Test
  void measuresVolumes() {
    double[] reference = {4, 4};
    assertThat(Hypervolume.of(STAIRS, reference)).isEqualTo(6);
    assertThat(Hypervolume.of(new double[][] {{5, 0}}, reference)).isZero();
    assertThat(Hypervolume.of(new double[0][], reference)).isZero();
    double[][] boxes = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
    assertThat(Hypervolume.of(boxes, new double[] {2, 2, 2})).isEqualTo(4);
  }

  @RepeatedTest(10)
  void volumesAreWhatChanceHits(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int dimensions = random.nextInt(2, 5);
    double[][] points = points(random, 12, dimensions);
    double[] reference = new double[dimensions];
    Arrays.fill(reference, 10);
    int hits = 0;
    int shots = 20_000;
    for (int i = 0; i < shots; i++) {
      double[] shot = random.doubles(dimensions, 0, 10).toArray();
      hits += Arrays.stream(points).anyMatch(p -> Domination.dominates(p, shot)) ? 1 : 0;
    }
    double share = Hypervolume.of(points, reference) / Math.pow(10, dimensions);
    assertThat((double) hits / shots).isCloseTo(share, within(0.02));
    double[] last = points[11];
    List<double[]> others = List.of(points).subList(0, 11);
    double without = Hypervolume.of(others.toArray(double[][]::new), reference);
    assertThat(Hypervolume.contribution(last, others, reference))
        .isCloseTo(
            Hypervolume.of(points, reference) - without, within(1e-9 * Math.pow(10, dimensions)));
  }

  @Test
  void picksWhatAddsMost() {
    double[][] points = {{0, 10}, {1, 9.9}, {5, 5}, {10, 0}};
    assertThat(Subset.greedy(points, 2, new double[] {11, 11})).contains(2).hasSize(2);
    assertThat(Subset.reference(new double[][] {{1, -1}, {0, -3}})).containsExactly(1.1, -0.9);
    assertThat(Subset.reference(new double[][] {{0, 0}})).containsExactly(1e-12, 1e-12);
  }

  @Test
  void selectsByValueIfThereIsOne() {
    double[][] points = {{3}, {1}, {Double.NEGATIVE_INFINITY}, {1}, {Double.POSITIVE_INFINITY}};
    assertThat(Selection.best(points, 2)).containsExactly(2, 1);
    assertThat(Selection.best(points, 5)).containsExactly(2, 1, 3, 0, 4);
    assertThat(Selection.best(points, 0)).isEmpty();
  }

  private static double[][] points(Random random, int count, int dimensions) {
    double[][] points = new double[count][];
    Arrays.setAll(points, i -> random.ints(dimensions, 0, 10).asDoubleStream().toArray());
    return points;
  }
}
