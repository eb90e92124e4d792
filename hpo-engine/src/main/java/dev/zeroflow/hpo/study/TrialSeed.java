package dev.zeroflow.hpo.study;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Where the chance in a trial comes from: the study's seed and the trial's number, and nothing
 * else, so that a study that is rebuilt elsewhere goes on as if nothing had happened.
 *
 * @param study seed of the study
 * @param number of the trial
 */
public record TrialSeed(long study, int number) {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /** A stream of its own for each purpose; asking again starts it anew. */
  public UniformRandomProvider stream(String purpose) {
    long state = mix(mix(study) + number * GOLDEN_RATIO) ^ hash(purpose);
    long[] seed = new long[4];
    for (int i = 0; i < seed.length; i++) {
      state += GOLDEN_RATIO;
      seed[i] = mix(state);
    }
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  /** Spreads every bit of the input over the whole output (Stafford's variant 13). */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of a name that is the same everywhere (64-bit FNV-1a over its characters). */
  public static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}
