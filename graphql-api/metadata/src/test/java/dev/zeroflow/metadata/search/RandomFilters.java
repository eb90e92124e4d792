package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.search.Filter.Value;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Filters of runs by chance; the same ones for the same seed. */
public final class RandomFilters {
  private static final List<String> TEXTS =
      List.of("", "a", "it's", "\"", "`", "'", "a b", "50%", "é\n", "\\\\", "x'' OR 1=1 --", "😀");
  private static final List<String> KEYS =
      List.of("a", "a.b", "my key", "`", "\"", "a`\"b", "AND", "system/cpu", "π", "1", "'; x");
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1e-300,
    -1.5e300,
    Long.MAX_VALUE,
    Double.MIN_VALUE,
    Double.POSITIVE_INFINITY
  };

  private final RandomGenerator random;

  public RandomFilters(RandomGenerator random) {
    this.random = random;
  }

  /** A filter with clauses at most that deep. */
  public Filter next(int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(6)) {
      case 0 -> new Filter.And(parts(depth));
      case 1 -> new Filter.Or(parts(depth));
      case 2 -> new Filter.Not(next(depth - 1));
      default -> clause();
    };
  }

  private List<Filter> parts(int depth) {
    return IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ -> next(depth - 1)).toList();
  }

  private Filter clause() {
    Identifier identifier = identifier();
    boolean number = SearchTarget.RUNS.isNumber(identifier);
    int choice = random.nextInt(3);
    if (choice == 0 && identifier.kind() != Kind.DATASET) {
      return new Filter.IsNull(identifier, random.nextBoolean());
    }
    if (choice == 1 && !number) {
      return new Filter.In(identifier, random.nextBoolean(), List.of(one(TEXTS), one(TEXTS)));
    }
    Operator operator = one(number ? Operator.OF_NUMBER : Operator.OF_TEXT);
    return new Filter.Comparison(identifier, operator, value(number));
  }

  private Value value(boolean number) {
    return number
        ? new Value.Numeric(NUMBERS[random.nextInt(NUMBERS.length)])
        : new Value.Text(one(TEXTS));
  }

  private Identifier identifier() {
    Kind kind = one(List.of(Kind.ATTRIBUTE, Kind.METRIC, Kind.PARAM, Kind.TAG, Kind.DATASET));
    return switch (kind) {
      case ATTRIBUTE -> new Identifier(kind, one(List.copyOf(SearchTarget.RUNS.attributes())));
      case DATASET -> new Identifier(kind, one(List.of("name", "digest", "context")));
      default -> new Identifier(kind, one(KEYS));
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
