package dev.zeroflow.hpo.study;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One number for each objective, or none at all; immutable. */
public final class Values {
  /** No values. */
  public static final Values NONE = new Values(new double[0]);

  private final double[] numbers;

  private Values(double[] numbers) {
    this.numbers = numbers;
  }

  /** These values. */
  public static Values of(double... numbers) {
    return new Values(numbers.clone());
  }

  /** The value of one objective. */
  public double get(int objective) {
    return numbers[objective];
  }

  /** Number of objectives. */
  public int size() {
    return numbers.length;
  }

  /** Whether there are no values. */
  public boolean isEmpty() {
    return numbers.length == 0;
  }

  /** Whether one of them is not a number. */
  public boolean hasNan() {
    return Arrays.stream(numbers).anyMatch(Double::isNaN);
  }

  /** A copy. */
  public double[] toArray() {
    return numbers.clone();
  }

  /** The values as losses, all of which are to be small. */
  public double[] toLosses(List<Direction> directions) {
    double[] losses = new double[numbers.length];
    Arrays.setAll(losses, i -> directions.get(i).toLoss(numbers[i]));
    return losses;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Values values && Arrays.equals(values.numbers, numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
