package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.study.TrialSeed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.primes.Primes;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Halton points: a coordinate mirrors the digits of the index in a prime base at the point. Each
 * place of each dimension has its digits permuted by the seed, without which the higher dimensions
 * move in step for many points.
 */
final class HaltonPoints implements PointSet {
  /** More would not change a double. */
  private static final int DIGITS = 53;

  private final List<Integer> bases = new ArrayList<>();

  @Override
  public double[] point(int index, int dimensions, long seed) {
    while (bases.size() < dimensions) {
      bases.add(bases.isEmpty() ? 2 : Primes.nextPrime(bases.getLast() + 1));
    }
    double[] point = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      point[i] = mirror(index, bases.get(i), TrialSeed.mix(seed + i));
    }
    return point;
  }

  private static double mirror(int index, int base, long seed) {
    double coordinate = 0;
    double place = 1;
    int rest = index;
    for (int i = 0; i < DIGITS && place > 0x1p-53; i++) {
      place /= base;
      coordinate += place * permuted(rest % base, base, TrialSeed.mix(seed ^ i));
      rest /= base;
    }
    return Math.min(coordinate, Math.nextDown(1.0));
  }

  /** Where a shuffle of the digits takes one of them. */
  private static int permuted(int digit, int base, long seed) {
    UniformRandomProvider random = new TrialSeed(seed, 0).stream("digits");
    int place = digit;
    for (int i = base - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      if (place == i) {
        place = other;
      } else if (place == other) {
        place = i;
      }
    }
    return place;
  }
}
