package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.gaussian.Gaussian;
import java.util.Arrays;

/** Wilcoxon's signed-rank test of whether differences tend to be positive. */
final class SignedRanks {
  /** Beyond this the exact distribution is not worth its price. */
  private static final int MAX_EXACT = 50;

  private SignedRanks() {}

  /**
   * How likely ranks of positive differences sum up to as much if each sign is a coin's.
   *
   * @param differences finite; equal sizes share their ranks, and half of the rank of nothing
   *     counts as positive
   */
  static double chanceOfAsMuch(double[] differences) {
    int[] ranks = doubledRanks(differences);
    long positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      positive += differences[i] > 0 ? ranks[i] : 0;
      ranks[i] = differences[i] == 0 ? 0 : ranks[i];
    }
    return ranks.length <= MAX_EXACT ? exact(ranks, (int) positive) : normal(ranks, positive);
  }

  /** Twice the ranks of the sizes, which with shared ranks are whole or half numbers. */
  private static int[] doubledRanks(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    int[] ranks = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      ranks[i] = 1;
      for (double size : sizes) {
        ranks[i] += size < sizes[i] ? 2 : size == sizes[i] ? 1 : 0;
      }
    }
    return ranks;
  }

  /** The distribution of the sum, one coin after the other. */
  private static double exact(int[] ranks, int positive) {
    double[] chances = new double[Arrays.stream(ranks).sum() + 1];
    chances[0] = 1;
    for (int rank : ranks) {
      for (int sum = chances.length - 1; rank > 0 && sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
      }
    }
    return Arrays.stream(chances, positive, chances.length).sum();
  }

  private static double normal(int[] ranks, long positive) {
    double mean = 0;
    double variance = 0;
    for (double rank : ranks) {
      mean += rank / 2;
      variance += rank * rank / 4;
    }
    return variance > 0 ? Gaussian.cdf((mean - positive) / Math.sqrt(variance)) : 1;
  }
}
