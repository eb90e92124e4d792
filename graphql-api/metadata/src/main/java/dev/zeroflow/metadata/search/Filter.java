package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;

/** What a found item fulfils. {@link FilterParser} says how it is written. */
public sealed interface Filter {
  /** Most values of one list. */
  int MAX_VALUES = 1_000;

  /** Most characters of a regular expression. */
  int MAX_EXPRESSION = 500;

  /** Everything is found: the filter of a blank text. */
  record All() implements Filter {}

  /** Two or more parts, all of which hold. */
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = atLeastTwo(parts);
    }
  }

  /** Two or more parts, at least one of which holds. */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = atLeastTwo(parts);
    }
  }

  /** Holds whenever the part does not. */
  record Not(Filter part) implements Filter {}

  /** Compares with one value, which is of the identifier's type. */
  record Comparison(Identifier identifier, Operator operator, Value value) implements Filter {
    public Comparison {
      List<Operator> fitting =
          switch (value) {
            case Value.Text _ -> Operator.OF_TRACED_TEXT;
            case Value.Numeric _ -> Operator.OF_NUMBER;
          };
      if (!fitting.contains(operator)) {
        throw new IllegalArgumentException(identifier + " " + operator.symbol() + " " + value);
      }
      if (operator == Operator.RLIKE
          && value instanceof Value.Text text
          && text.value().length() > MAX_EXPRESSION) {
        throw MetadataException.badInput(
            "the regular expression for %s has more than %d characters"
                .formatted(identifier, MAX_EXPRESSION));
      }
      if (operator.isPattern() && value instanceof Value.Text text && isCut(text.value())) {
        throw MetadataException.badInput(
            "the pattern for %s ends with a lone backslash; write it twice to find one"
                .formatted(identifier));
      }
    }

    /** Whether the last backslash has nothing to escape, which SQL refuses. */
    private static boolean isCut(String pattern) {
      return (pattern.length() - pattern.replaceFirst("\\\\+$", "").length()) % 2 == 1;
    }
  }

  /** The value exists, and is one of these; if negated: it exists, and is none of these. */
  record In(Identifier identifier, boolean negated, List<String> values) implements Filter {
    public In {
      values = List.copyOf(values);
      if (values.isEmpty() || values.size() > MAX_VALUES) {
        throw MetadataException.badInput(
            "the list for %s needs 1 to %d values".formatted(identifier, MAX_VALUES));
      }
    }
  }

  /** There is no value, or, if negated, there is one. */
  record IsNull(Identifier identifier, boolean negated) implements Filter {}

  /** What is compared with. */
  sealed interface Value {
    record Text(String value) implements Value {}

    /** Any number but NaN, which nothing could be compared with. */
    record Numeric(double value) implements Value {
      public Numeric {
        if (Double.isNaN(value)) {
          throw new IllegalArgumentException("NaN");
        }
      }
    }
  }

  /** Whether a clause somewhere asks for this. */
  default boolean mentions(Identifier wanted) {
    return switch (this) {
      case All() -> false;
      case And(List<Filter> parts) -> parts.stream().anyMatch(part -> part.mentions(wanted));
      case Or(List<Filter> parts) -> parts.stream().anyMatch(part -> part.mentions(wanted));
      case Not(Filter part) -> part.mentions(wanted);
      case Comparison it -> it.identifier().equals(wanted);
      case In it -> it.identifier().equals(wanted);
      case IsNull it -> it.identifier().equals(wanted);
    };
  }

  private static List<Filter> atLeastTwo(List<Filter> parts) {
    if (parts.size() < 2) {
      throw new IllegalArgumentException("parts: " + parts);
    }
    return List.copyOf(parts);
  }
}
