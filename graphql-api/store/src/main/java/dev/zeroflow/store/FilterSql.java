package dev.zeroflow.store;

import static java.util.Objects.requireNonNull;

import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Operator;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import dev.zeroflow.store.FilterColumns.Parts;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Filters and orders as SQL. What clients send is only ever a parameter. Each clause about metrics,
 * params, tags and datasets is an EXISTS of its own, so the planner may walk the items in their
 * order and stop at the LIMIT, or start from an index on key and value.
 *
 * <p>Whatever MLflow's stores do with missing values is done here:
 *
 * <ul>
 *   <li>A comparison with a metric, param or tag that an item lacks is false, {@code !=} and {@code
 *       NOT IN} too, for runs, experiments, registered models, versions and logged models alike.
 *       The one exception are {@link FilterColumns#absentTags}, for {@code =}, {@code !=} and
 *       lists.
 *   <li>The same holds for an empty attribute. Only IS NULL finds what is missing, and NOT, which
 *       holds for all that its part does not find.
 *   <li>A dataset's clause holds if one dataset of the item fulfils it; two clauses may mean two
 *       datasets. So it is with spans, but that clauses joined by AND mean one span.
 *   <li>NaN differs from every number and is neither below nor above one.
 *   <li>In an order, NaN comes behind all numbers and what is missing comes last, in both
 *       directions.
 * </ul>
 */
final class FilterSql {
  private static final Pattern ID =
      Pattern.compile("([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})");

  /** Years 1 to 9999: what a clock never showed needs no distinction. */
  private static final double FIRST_MILLIS = -62_135_596_800_000.0;

  private static final double LAST_MILLIS = 253_402_300_799_000.0;

  private final FilterColumns columns;
  private final Tuple parameters;

  /**
   * @param parameters those of the statement so far; more are added here
   */
  FilterSql(FilterColumns columns, Tuple parameters) {
    this.columns = columns;
    this.parameters = parameters;
  }

  /** The filter as a condition, which is never NULL unless an attribute is. */
  String where(Filter filter) {
    return switch (filter) {
      case Filter.All() -> "TRUE";
      case Filter.And(List<Filter> parts) -> all(parts);
      case Filter.Or(List<Filter> parts) -> joined(parts, " OR ");
      // Not NOT: that of an empty attribute's comparison would be NULL again.
      case Filter.Not(Filter part) -> "((%s) IS NOT TRUE)".formatted(where(part));
      case Filter.Comparison it -> comparison(it);
      case Filter.In it -> list(it);
      case Filter.IsNull it -> nullness(it);
    };
  }

  /** What items are sorted by. A metric, param or tag needs one row for each key. */
  SortKey sortKey(Order order) {
    Identifier by = order.by();
    if (by.kind() == Kind.ATTRIBUTE) {
      Column column = column(by);
      return new SortKey(column.sql(), column.type().sql(), order.descending(), column.required());
    }
    Entries entries = entries(by);
    String value =
        "(SELECT %s FROM %s e WHERE %s)"
            .formatted(entries.value(), entries.table(), entry(entries, by.key()));
    // Postgres takes NaN for the greatest number; the negative of it is NaN, and still comes last.
    return by.kind() == Kind.METRIC
        ? new SortKey(order.descending() ? "(-" + value + ")" : value, "float8", false, false)
        : new SortKey(value, "text", order.descending(), false);
  }

  private String joined(List<Filter> parts, String word) {
    return parts.stream().map(this::where).collect(Collectors.joining(word, "(", ")"));
  }

  /** Clauses about spans mean the same span. */
  private String all(List<Filter> parts) {
    List<Filter> ofSpans = parts.stream().filter(FilterSql::isOfSpan).toList();
    if (ofSpans.size() < 2) {
      return joined(parts, " AND ");
    }
    String span = ofSpans.stream().map(this::ofSpan).collect(Collectors.joining(" AND "));
    return parts.stream()
        .filter(part -> !isOfSpan(part))
        .map(part -> " AND " + where(part))
        .collect(Collectors.joining("", "(" + part(Kind.SPAN, span), ")"));
  }

  private static boolean isOfSpan(Filter filter) {
    return switch (filter) {
      case Filter.Comparison it -> it.identifier().kind() == Kind.SPAN;
      case Filter.In it -> it.identifier().kind() == Kind.SPAN;
      case Filter.All _, Filter.And _, Filter.Or _, Filter.Not _, Filter.IsNull _ -> false;
    };
  }

  private String ofSpan(Filter filter) {
    return switch (filter) {
      case Filter.Comparison(var identifier, var operator, Filter.Value.Text(String text)) ->
          compared(operator, text).apply(partColumn(identifier));
      case Filter.In(var identifier, boolean negated, List<String> values) ->
          listed(negated, values).apply(partColumn(identifier));
      default -> throw new IllegalArgumentException("no clause about spans: " + filter);
    };
  }

  private Function<String, String> compared(Operator operator, String text) {
    return sql -> sql + " " + operator.sql() + " " + parameter(text, "text");
  }

  private Function<String, String> listed(boolean negated, List<String> values) {
    return sql -> sql + any(negated) + array(values.toArray(String[]::new), "text");
  }

  private String comparison(Filter.Comparison it) {
    return switch (it.value()) {
      case Filter.Value.Numeric(double number) -> number(it.identifier(), it.operator(), number);
      case Filter.Value.Text(String text) -> text(it.identifier(), it.operator(), text);
    };
  }

  private String number(Identifier identifier, Operator operator, double number) {
    if (identifier.kind() == Kind.ATTRIBUTE) {
      return whole(column(identifier), operator, number);
    }
    String value = entries(identifier).number();
    return exists(identifier, _ -> metric(value, operator, number));
  }

  private String metric(String value, Operator operator, double number) {
    String condition = value + " " + operator.symbol() + " " + parameter(number, "float8");
    boolean upwards = operator == Operator.GREATER || operator == Operator.AT_LEAST;
    return upwards ? condition + " AND " + value + " < 'NaN'::float8" : condition;
  }

  /** Times are finer than milliseconds and are compared by the one they are in. */
  private String whole(Column column, Operator operator, double number) {
    double floor = Math.floor(number);
    double ceiling = Math.ceil(number);
    return switch (operator) {
      case LESS -> column.sql() + " < " + bound(column, ceiling);
      case AT_MOST -> column.sql() + " < " + bound(column, floor + 1);
      case GREATER -> column.sql() + " >= " + bound(column, floor + 1);
      case AT_LEAST -> column.sql() + " >= " + bound(column, ceiling);
      // Between the two there is nothing if the number has a fraction.
      case EQUAL ->
          "(%1$s >= %2$s AND %1$s < %3$s)"
              .formatted(column.sql(), bound(column, ceiling), bound(column, floor + 1));
      case NOT_EQUAL ->
          "(%1$s < %2$s OR %1$s >= %3$s)"
              .formatted(column.sql(), bound(column, ceiling), bound(column, floor + 1));
      case LIKE, ILIKE, RLIKE -> throw new IllegalArgumentException("a pattern for " + column);
    };
  }

  private String bound(Column column, double whole) {
    return switch (column.type()) {
      case INTEGER -> parameter((long) whole, "bigint");
      case TIME -> parameter(Database.utc(time(whole)), "timestamptz");
      case TEXT, ID -> throw new IllegalArgumentException("a number for " + column);
    };
  }

  private static Instant time(double millis) {
    return Instant.ofEpochMilli((long) Math.clamp(millis, FIRST_MILLIS, LAST_MILLIS));
  }

  private String text(Identifier identifier, Operator operator, String text) {
    if (isId(identifier) && operator == Operator.EQUAL) {
      return ids(column(identifier), false, List.of(text));
    }
    if (isId(identifier) && operator == Operator.NOT_EQUAL) {
      return ids(column(identifier), true, List.of(text));
    }
    String found =
        operator == Operator.EQUAL && isPrefix(identifier, text)
            ? exists(identifier, sql -> prefix(sql) + " = " + parameter(text, "text"))
            : texts(identifier, compared(operator, text));
    String absent = absent(identifier);
    boolean holds =
        operator == Operator.EQUAL
            ? text.equals(absent)
            : operator == Operator.NOT_EQUAL && !text.equals(absent);
    return orAbsent(identifier, holds, found);
  }

  private String list(Filter.In it) {
    Identifier identifier = it.identifier();
    if (isId(identifier)) {
      return ids(column(identifier), it.negated(), it.values());
    }
    boolean prefixes = it.values().stream().allMatch(text -> isPrefix(identifier, text));
    String found =
        prefixes && !it.negated()
            ? exists(identifier, sql -> listed(false, it.values()).apply(prefix(sql)))
            : texts(identifier, listed(it.negated(), it.values()));
    boolean holds = it.values().contains(absent(identifier)) != it.negated();
    return orAbsent(identifier, holds, found);
  }

  /** Whether an index finds a value: one that is shorter than the prefix is equal to its own. */
  private boolean isPrefix(Identifier identifier, String text) {
    Entries entries = columns.entries().get(identifier.kind());
    return entries != null && entries.hasPrefixes() && text.length() < FilterColumns.PREFIX;
  }

  private static String prefix(String sql) {
    return "left(%s, %d)".formatted(sql, FilterColumns.PREFIX);
  }

  private static String any(boolean negated) {
    return negated ? " <> ALL " : " = ANY ";
  }

  private String array(Object values, String type) {
    return "(" + parameter(values, type + "[]") + ")";
  }

  /** A text that is no id is that of no item. */
  private String ids(Column column, boolean negated, List<String> texts) {
    UUID[] ids =
        texts.stream()
            .map(ID::matcher)
            .filter(Matcher::matches)
            .map(it -> UUID.fromString(it.replaceFirst("$1-$2-$3-$4-$5")))
            .toArray(UUID[]::new);
    String condition = column.sql() + any(negated) + array(ids, "uuid");
    // Of no ids at all even NULL is different.
    return negated ? "(%s IS NOT NULL AND %s)".formatted(column.sql(), condition) : condition;
  }

  private boolean isId(Identifier identifier) {
    return identifier.kind() == Kind.ATTRIBUTE
        && column(identifier).type() == FilterColumns.Type.ID;
  }

  /** The condition for the one value of an attribute, or for any of the others. */
  private String texts(Identifier identifier, Function<String, String> condition) {
    return switch (identifier.kind()) {
      case ATTRIBUTE -> condition.apply(asText(column(identifier)));
      case PARAM, TAG, METRIC, METADATA, FEEDBACK, EXPECTATION -> exists(identifier, condition);
      case DATASET, SPAN, LINKED_RUN ->
          part(identifier.kind(), condition.apply(partColumn(identifier)));
    };
  }

  private String part(Kind kind, String condition) {
    Parts parts = requireNonNull(columns.parts().get(kind));
    return "EXISTS (SELECT 1 FROM %s e WHERE %s AND %s)"
        .formatted(parts.table(), parts.owned(), condition);
  }

  private String partColumn(Identifier identifier) {
    Parts parts = requireNonNull(columns.parts().get(identifier.kind()));
    String key = identifier.key();
    return !parts.members().isEmpty() && key.startsWith(Parts.MEMBER)
        ? "(%s ->> %s)"
            .formatted(parts.members(), parameter(key.substring(Parts.MEMBER.length()), "text"))
        : requireNonNull(parts.columns().get(key));
  }

  private static String asText(Column column) {
    return column.type() == FilterColumns.Type.ID
        ? "replace(%s::text, '-', '')".formatted(column.sql())
        : column.sql();
  }

  private String nullness(Filter.IsNull it) {
    Identifier identifier = it.identifier();
    if (identifier.kind() == Kind.ATTRIBUTE) {
      return column(identifier).sql() + (it.negated() ? " IS NOT NULL" : " IS NULL");
    }
    String any =
        columns.parts().containsKey(identifier.kind())
            ? part(identifier.kind(), "TRUE")
            : exists(identifier, _ -> "TRUE");
    return (it.negated() ? "" : "NOT ") + any;
  }

  private String absent(Identifier identifier) {
    return identifier.kind() == Kind.TAG
        ? columns.absentTags().getOrDefault(identifier.key(), "")
        : "";
  }

  private String orAbsent(Identifier identifier, boolean holds, String found) {
    boolean counts =
        identifier.kind() == Kind.TAG && columns.absentTags().containsKey(identifier.key());
    return counts && holds
        ? "(%s OR NOT %s)".formatted(found, exists(identifier, _ -> "TRUE"))
        : found;
  }

  private String exists(Identifier identifier, Function<String, String> condition) {
    Entries entries = entries(identifier);
    String entry = entry(entries, identifier.key());
    return "EXISTS (SELECT 1 FROM %s e WHERE %s AND %s)"
        .formatted(entries.table(), entry, condition.apply(entries.value()));
  }

  private String entry(Entries entries, String key) {
    return entries.owned() + " AND " + entries.key() + " = " + parameter(key, "text");
  }

  private Column column(Identifier identifier) {
    return requireNonNull(columns.attributes().get(identifier.key()));
  }

  private Entries entries(Identifier identifier) {
    return requireNonNull(columns.entries().get(identifier.kind()));
  }

  /** With its type: what is only ever compared with parameters would have none. */
  private String parameter(Object value, String type) {
    parameters.addValue(value);
    return "$" + parameters.size() + "::" + type;
  }
}
