package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a task: comparisons joined by {@code &&}, each possibly negated; the whole
 * grammar that the KFP compiler emits.
 *
 * @param text as it stands in the document
 * @param terms all must hold
 */
public record Condition(String text, List<Term> terms) {

  /** One comparison, or its negation. */
  record Term(boolean negated, Operand left, Operator operator, Operand right) {
    boolean holds(Map<String, @Nullable Object> parameters) {
      return operator.holds(left.value(parameters), right.value(parameters)) != negated;
    }
  }

  /** One side of a comparison. */
  sealed interface Operand {
    @Nullable Object value(Map<String, @Nullable Object> parameters);

    /** A value in the text. */
    record Literal(Object literal) implements Operand {
      @Override
      public Object value(Map<String, @Nullable Object> parameters) {
        return literal;
      }
    }

    /** An input parameter of the task. */
    record Reference(String parameter) implements Operand {
      @Override
      public @Nullable Object value(Map<String, @Nullable Object> parameters) {
        return parameters.get(parameter);
      }
    }

    /** An operand taken as a number; {@code whole} cuts the fraction. */
    record AsNumber(Operand operand, boolean whole) implements Operand {
      private static final Pattern NUMBER =
          Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

      @Override
      public Object value(Map<String, @Nullable Object> parameters) {
        double number = number(operand.value(parameters));
        return whole ? truncated(number) : number;
      }

      private static double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
      }

      private static double number(@Nullable Object value) {
        return switch (value) {
          case Number number -> number.doubleValue();
          case String text when NUMBER.matcher(text.strip()).matches() ->
              Double.parseDouble(text.strip());
          case null, default ->
              throw new IllegalArgumentException("is not a number: " + JsonValues.excerpt(value));
        };
      }
    }
  }

  /** How two values are compared. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    boolean holds(@Nullable Object left, @Nullable Object right) {
      int order = compare(left, right);
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case AT_MOST -> order <= 0;
        case AT_LEAST -> order >= 0;
        case LESS -> order < 0;
        case GREATER -> order > 0;
      };
    }

    /**
     * Numbers by value; anything else, and mixed kinds, by their text, as the compiler promotes
     * them.
     */
    private static int compare(@Nullable Object left, @Nullable Object right) {
      if (left instanceof Number a && right instanceof Number b) {
        return Double.compare(unsigned(a), unsigned(b));
      }
      return text(left).compareTo(text(right));
    }

    /** Zero without its sign, which only {@code compare} would see. */
    private static double unsigned(Number number) {
      return number.doubleValue() + 0.0;
    }

    private static String text(@Nullable Object value) {
      return value instanceof String text ? text : Json.write(value);
    }
  }

  /** Reads the text of a condition. */
  static Condition parse(String text) {
    return new ConditionParser(text).parse();
  }

  /**
   * Whether the condition holds.
   *
   * @param parameters input parameters of the task
   * @throws IllegalArgumentException if a value cannot be taken as the number that it should be
   */
  public boolean holds(Map<String, @Nullable Object> parameters) {
    return terms.stream().allMatch(term -> term.holds(parameters));
  }

  /** Names of the input parameters that it reads. */
  Set<String> references() {
    return terms.stream()
        .flatMap(term -> Stream.of(term.left(), term.right()))
        .flatMap(Condition::reference)
        .collect(Collectors.toSet());
  }

  private static Stream<String> reference(Operand operand) {
    return switch (operand) {
      case Operand.Literal ignored -> Stream.empty();
      case Operand.Reference reference -> Stream.of(reference.parameter());
      case Operand.AsNumber number -> reference(number.operand());
    };
  }
}
