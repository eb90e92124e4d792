package dev.zeroflow.hpo.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of choices without order between them.
 *
 * @param choices null, texts, truth values and numbers, each once
 */
public record CategoricalDistribution(List<@Nullable Object> choices) implements Distribution {
  /** Most choices of one parameter. */
  public static final int MAX_CHOICES = 10_000;

  /** Checks the choices and takes a copy in which all numbers are Long or Double. */
  public CategoricalDistribution {
    if (choices.isEmpty() || choices.size() > MAX_CHOICES) {
      throw Ranges.invalid(
          "there are 1 to %d choices, not %d".formatted(MAX_CHOICES, choices.size()));
    }
    List<@Nullable Object> plain = new ArrayList<>(choices.size());
    for (Object choice : choices) {
      if (!isPlain(choice)) {
        throw Ranges.invalid("a choice is null, a text, a truth value or a number: " + choice);
      }
      plain.add(plain(choice));
    }
    if (new HashSet<>(plain).size() < plain.size()) {
      throw Ranges.invalid("every choice is listed once");
    }
    choices = Collections.unmodifiableList(plain);
  }

  /** The choices in their order. */
  public static CategoricalDistribution of(@Nullable Object... choices) {
    List<@Nullable Object> list = new ArrayList<>(choices.length);
    Collections.addAll(list, choices);
    return new CategoricalDistribution(list);
  }

  @Override
  public boolean isSingle() {
    return choices.size() == 1;
  }

  @Override
  public long cardinality() {
    return choices.size();
  }

  @Override
  public boolean contains(double internal) {
    return internal >= 0 && internal < choices.size() && internal == Math.rint(internal);
  }

  @Override
  public double fromUnit(double unit) {
    return Math.min(Math.floor(unit * choices.size()), choices.size() - 1.0);
  }

  @Override
  public double toUnit(double internal) {
    return (internal + 0.5) / choices.size();
  }

  @Override
  public @Nullable Object toExternal(double internal) {
    return choices.get((int) internal);
  }

  @Override
  public double toInternal(@Nullable Object value) {
    int index = choices.indexOf(plain(value));
    return index < 0 ? Double.NaN : index;
  }

  @Override
  public boolean isCompatible(Distribution other) {
    return equals(other);
  }

  private static boolean isPlain(@Nullable Object choice) {
    return choice == null
        || choice instanceof String
        || choice instanceof Boolean
        || plain(choice) instanceof Long
        || plain(choice) instanceof Double;
  }

  private static @Nullable Object plain(@Nullable Object choice) {
    return switch (choice) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case null, default -> choice;
    };
  }
}
