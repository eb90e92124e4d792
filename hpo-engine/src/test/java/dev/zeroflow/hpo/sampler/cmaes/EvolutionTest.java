package dev.zeroflow.hpo.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The expected numbers are those of the Python package cmaes 0.13 for the same generations. */
class EvolutionTest {
  private static final double[] BEST = {0.6, 0.4, 0.55};
  private static final int POPULATION = Strategy.population(3);

  @Test
  void takesTheStepsOfTheReference() {
    Evolution first = generation(start(), 0);
    assertThat(first.mean())
        .containsExactly(
            new double[] {0.6108430018399515, 0.3168573228121496, 0.5740747324885994},
            offset(1e-8));
    assertThat(first.step()).isCloseTo(0.16845886527316228, offset(1e-8));
    assertThat(first.shape().getEntry(0, 0)).isCloseTo(0.9831724044945995, offset(1e-8));
    assertThat(first.shape().getEntry(0, 1)).isCloseTo(-0.15649515857915247, offset(1e-8));
    Evolution second = generation(first, 1);
    assertThat(second.mean())
        .containsExactly(
            new double[] {0.4909438884405997, 0.35912961560422396, 0.6512918411907844},
            offset(1e-8));
    assertThat(second.step()).isCloseTo(0.157307977186455, offset(1e-8));
    assertThat(second.shape().getEntry(2, 2)).isCloseTo(0.8456304036218637, offset(1e-8));
    assertThat(second.shape().getEntry(1, 2)).isCloseTo(0.0685849881814924, offset(1e-8));
  }

  @Test
  void drawsHaveItsCovariances() {
    Evolution evolution = generation(start(), 0);
    Random random = new Random(1);
    double product = 0;
    for (int i = 0; i < 50_000; i++) {
      double[] y = evolution.draw(random);
      product += y[0] * y[1] / 50_000;
    }
    assertThat(product).isCloseTo(evolution.shape().getEntry(0, 1), offset(0.03));
  }

  @Test
  void aTrialThatIsFarOffDoesNotTearItApart() {
    List<double[]> deviations = new ArrayList<>();
    for (int i = 0; i < POPULATION; i++) {
      deviations.add(new double[] {1e6, 0, i});
    }
    Evolution next = start().next(deviations);
    assertThat(next.step()).isLessThan(0.5);
    assertThat(next.shape().getEntry(0, 0)).isLessThan(10);
  }

  private static Evolution start() {
    return Evolution.start(Strategy.of(3, POPULATION), new double[] {0.5, 0.5, 0.5}, 1.0 / 6);
  }

  private static Evolution generation(Evolution evolution, int number) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < POPULATION; i++) {
      double[] x = new double[3];
      for (int k = 0; k < 3; k++) {
        x[k] = 0.5 + 0.2 * Math.sin(1.3 * (number * POPULATION + i) + 1 + 2.1 * k);
      }
      points.add(x);
    }
    points.sort(Comparator.comparingDouble(EvolutionTest::loss));
    for (double[] x : points) {
      for (int k = 0; k < 3; k++) {
        x[k] = (x[k] - evolution.mean()[k]) / evolution.step();
      }
    }
    return evolution.next(points);
  }

  private static double loss(double[] x) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += (k + 1) * (k + 1) * (x[k] - BEST[k]) * (x[k] - BEST[k]);
    }
    return sum;
  }
}
