package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.study.TrialSeed;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sobol' points under Owen's nested uniform scrambling: whether a binary digit flips depends on the
 * seed, the dimension and all digits before it. Every power of two points stays evenly spread.
 */
final class SobolPoints implements PointSet {
  /** Binary digits of a coordinate, all that the generator makes. */
  private static final int DIGITS = 52;

  private static final double SCALE = 1L << DIGITS;

  private @Nullable SobolSequenceGenerator generator;
  private int generated;

  @Override
  public double[] point(int index, int dimensions, long seed) {
    if (generator == null || generated != dimensions) {
      generator = new SobolSequenceGenerator(dimensions);
      generated = dimensions;
    }
    double[] point = generator.skipTo(index);
    for (int i = 0; i < dimensions; i++) {
      long digits = (long) (point[i] * SCALE);
      point[i] = scramble(digits, TrialSeed.mix(seed + i)) / SCALE;
    }
    return point;
  }

  private static long scramble(long digits, long seed) {
    long scrambled = 0;
    for (int place = DIGITS - 1; place >= 0; place--) {
      // The sentinel bit tells prefixes of different lengths apart.
      long prefix = (digits >>> (place + 1)) | (1L << (DIGITS - 1 - place));
      long flip = TrialSeed.mix(seed ^ prefix * 0x9E3779B97F4A7C15L) >>> 63;
      scrambled = (scrambled << 1) | (((digits >>> place) & 1) ^ flip);
    }
    return scrambled;
  }
}
