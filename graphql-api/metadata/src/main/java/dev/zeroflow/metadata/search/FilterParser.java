package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Filter.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads filters such as {@code metrics.acc > 0.9 AND (params.`learning rate` = '0.1' OR tags.team
 * ILIKE 'vision%')}.
 *
 * <ul>
 *   <li>AND binds tighter than OR; NOT and parentheses may stand anywhere. Words of the language
 *       are read in any case, identifiers are not.
 *   <li>Numbers (metrics, times in milliseconds, versions): {@code = != < <= > >=} and a bare
 *       number; that of an attribute may be in quotes.
 *   <li>Texts (everything else): {@code = != LIKE ILIKE} and a text in single or double quotes,
 *       {@code [NOT] IN} and a list of such texts.
 *   <li>Feedback and expectations: a text, or {@code < <= > >=} and a number.
 *   <li>{@code RLIKE} and a regular expression for texts of traces.
 *   <li>{@code IS [NOT] NULL} for everything but datasets and spans.
 * </ul>
 *
 * MLflow itself knows AND only, lists for few attributes only and IS NULL for tags and params only.
 * It also overlooks a missing or superfluous AND, which is refused here.
 */
public final class FilterParser {
  /** Most characters of a filter. */
  public static final int MAX_LENGTH = 10_000;

  /** Most clauses of a filter. */
  public static final int MAX_CLAUSES = 100;

  /** Most parentheses and NOTs around a clause. */
  public static final int MAX_DEPTH = 20;

  private final Scanner scanner;
  private final SearchTarget target;
  private int clauses;

  private FilterParser(Scanner scanner, SearchTarget target) {
    this.scanner = scanner;
    this.target = target;
  }

  /**
   * Reads a filter; a blank one finds everything.
   *
   * @throws MetadataException with BAD_INPUT that shows the clause and says what would be right
   */
  public static Filter parse(String text, SearchTarget target) {
    var parser = new FilterParser(new Scanner("the filter", MAX_LENGTH, text), target);
    return parser.scanner.atEnd() ? new Filter.All() : parser.whole();
  }

  private Filter whole() {
    Filter filter = disjunction(0);
    if (!scanner.atEnd()) {
      throw scanner.refused(scanner.mark(), "expected AND, OR or the end");
    }
    return filter;
  }

  private Filter disjunction(int depth) {
    return joined("OR", () -> joined("AND", () -> term(depth), Filter.And::new), Filter.Or::new);
  }

  private Filter joined(
      String word, Supplier<Filter> part, Function<List<Filter>, Filter> together) {
    List<Filter> parts = new ArrayList<>(List.of(part.get()));
    while (scanner.keyword(word)) {
      parts.add(part.get());
    }
    return parts.size() == 1 ? parts.getFirst() : together.apply(parts);
  }

  private Filter term(int depth) {
    int start = scanner.mark();
    if (depth > MAX_DEPTH) {
      throw scanner.refused(
          start, "more than %d parentheses and NOTs are nested".formatted(MAX_DEPTH));
    }
    if (scanner.keyword("NOT")) {
      return new Filter.Not(term(depth + 1));
    }
    if (!scanner.symbol("(")) {
      return clause(start);
    }
    Filter inner = disjunction(depth + 1);
    if (!scanner.symbol(")")) {
      throw scanner.refused(
          start, "the parenthesis is never closed, or AND or OR is missing in it");
    }
    return inner;
  }

  private Filter clause(int start) {
    if (++clauses > MAX_CLAUSES) {
      throw scanner.refused(start, "there are more than %d comparisons".formatted(MAX_CLAUSES));
    }
    Identifier identifier = target.read(scanner);
    if (scanner.keyword("IS")) {
      return nullness(start, identifier);
    }
    boolean negated = scanner.keyword("NOT");
    if (scanner.keyword("IN")) {
      return list(start, identifier, negated);
    }
    if (negated) {
      throw scanner.refused(start, "expected IN behind NOT");
    }
    Operator operator = operator(start, identifier);
    return new Filter.Comparison(identifier, operator, value(start, identifier, operator));
  }

  private Filter nullness(int start, Identifier identifier) {
    boolean negated = scanner.keyword("NOT");
    boolean several = identifier.kind() == Kind.DATASET || identifier.kind() == Kind.SPAN;
    if (!scanner.keyword("NULL") || several) {
      throw scanner.refused(
          start, "expected IS NULL or IS NOT NULL, for anything but datasets and spans");
    }
    return new Filter.IsNull(identifier, negated);
  }

  private Operator operator(int start, Identifier identifier) {
    List<Operator> fitting = target.operators(identifier);
    return Stream.of(Operator.values())
        .filter(this::comesNext)
        .findFirst()
        .filter(fitting::contains)
        .orElseThrow(
            () ->
                scanner.refused(
                    start, "%s is compared by %s".formatted(identifier, symbols(fitting))));
  }

  private boolean comesNext(Operator operator) {
    String symbol = operator.symbol();
    return operator.isWord() ? scanner.keyword(symbol) : scanner.symbol(symbol);
  }

  private static String symbols(List<Operator> operators) {
    return operators.stream().map(Operator::symbol).collect(Collectors.joining(", "));
  }

  private Value value(int start, Identifier identifier, Operator operator) {
    return target.isNumber(identifier) || operator.isOrdering()
        ? new Value.Numeric(number(start, identifier))
        : new Value.Text(text(start, identifier));
  }

  private double number(int start, Identifier identifier) {
    Optional<Double> number = scanner.number();
    return (identifier.kind() == Kind.ATTRIBUTE ? number.or(scanner::quotedNumber) : number)
        .orElseThrow(
            () ->
                scanner.refused(
                    start,
                    "%s is compared with a number such as 0.5 or -1e3".formatted(identifier)));
  }

  private String text(int start, Identifier identifier) {
    return scanner
        .string()
        .orElseThrow(
            () ->
                scanner.refused(
                    start,
                    "%s is compared with a text in quotes such as 'a'".formatted(identifier)));
  }

  private Filter list(int start, Identifier identifier, boolean negated) {
    if (target.isNumber(identifier)) {
      throw scanner.refused(start, "%s is a number, and lists are for texts".formatted(identifier));
    }
    if (!scanner.symbol("(")) {
      throw scanner.refused(start, "expected a list such as ('a', 'b') behind IN");
    }
    List<String> values = new ArrayList<>();
    boolean more = true;
    // A comma may follow the last value too: that is how Python prints a tuple of one.
    while (!scanner.symbol(")")) {
      if (!more) {
        throw scanner.refused(start, "the values of a list are separated by commas");
      }
      values.add(text(start, identifier));
      more = scanner.symbol(",");
    }
    return new Filter.In(identifier, negated, values);
  }
}
