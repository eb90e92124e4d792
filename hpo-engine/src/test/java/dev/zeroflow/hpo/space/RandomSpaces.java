package dev.zeroflow.hpo.space;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Spaces of every kind of distribution for tests of what holds for all of them. */
public final class RandomSpaces {
  private RandomSpaces() {}

  public static SearchSpace space(Random random) {
    Map<String, Distribution> distributions = new TreeMap<>();
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      distributions.put("p" + i, distribution(random));
    }
    return SearchSpace.of(distributions);
  }

  public static Distribution distribution(Random random) {
    double magnitude = Math.pow(10, random.nextInt(-6, 7));
    double low = random.nextDouble() * magnitude;
    double width = random.nextInt(5) == 0 ? 0 : random.nextDouble() * magnitude;
    int from = random.nextInt(1, 50);
    return switch (random.nextInt(7)) {
      case 0 -> FloatDistribution.uniform(-low, width);
      case 1 -> FloatDistribution.logarithmic(low + 1e-9, low + 1e-9 + width);
      case 2 -> FloatDistribution.stepped(-low, width, (low + width) / random.nextInt(1, 20));
      case 3 -> IntDistribution.uniform(-from, from);
      case 4 -> IntDistribution.logarithmic(from, from + random.nextInt(100));
      case 5 -> IntDistribution.stepped(-from, from, random.nextInt(1, from + 1));
      default ->
          new CategoricalDistribution(
              IntStream.rangeClosed(0, random.nextInt(6)).<Object>mapToObj(i -> "c" + i).toList());
    };
  }
}
