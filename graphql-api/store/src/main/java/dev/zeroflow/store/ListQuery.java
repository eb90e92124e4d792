package dev.zeroflow.store;

import dev.zeroflow.metadata.listing.Field;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.listing.Position;
import dev.zeroflow.metadata.listing.Predicate;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one page of a list. The source is a SELECT with a column for each field of the list, none
 * of them NULL, with {@code list_id} and, where there are tags, {@code list_tags}. What clients
 * send is only ever a parameter.
 */
final class ListQuery {
  private final Listing listing;
  private final String source;
  private final Tuple parameters;
  private final StringBuilder where = new StringBuilder("TRUE");

  /**
   * @param source SELECT with parameters from $1 on
   * @param parameters those of the source; more are added here
   */
  ListQuery(Listing listing, String source, Tuple parameters) {
    this.listing = listing;
    this.source = source;
    this.parameters = parameters;
    listing.predicates().forEach(this::add);
  }

  <T> Page<T> page(Database database, Function<Row, T> item) {
    int total = database.run(count(), parameters).iterator().next().getInteger("list_total");
    List<T> items = new ArrayList<>();
    Position last = null;
    for (Row row : database.run(select(), parameters)) {
      if (items.size() == listing.size()) {
        return new Page<>(items, last, total);
      }
      items.add(item.apply(row));
      last = position(row);
    }
    return new Page<>(items, null, total);
  }

  /** Of the whole list, whichever page is wanted. */
  private String count() {
    return "SELECT count(*)::int AS list_total FROM (SELECT 1 FROM (%s) item WHERE %s LIMIT %d) counted"
        .formatted(source, where, Page.MAX_TOTAL);
  }

  private String select() {
    String by = column(listing.sort().field());
    String order = listing.sort().descending() ? "DESC" : "ASC";
    Position after = listing.after();
    if (after != null) {
      String than = listing.sort().descending() ? "<" : ">";
      where.append(
          " AND (%s, list_id) %s (%s, %s)"
              .formatted(by, than, parameter(after.value()), parameter(after.id())));
    }
    return "SELECT *, %s AS list_value FROM (%s) item WHERE %s ORDER BY %s %s, list_id %s LIMIT %d"
        .formatted(by, source, where, by, order, order, listing.size() + 1);
  }

  private Position position(Row row) {
    boolean text = listing.sort().field().type() == Field.Type.TEXT;
    Object value =
        text ? row.getString("list_value") : row.getOffsetDateTime("list_value").toInstant();
    return new Position(value, row.getUUID("list_id"));
  }

  private void add(Predicate predicate) {
    String column = column(predicate.field());
    List<String> values = predicate.values().stream().map(this::parameter).toList();
    where.append(" AND ").append(condition(column, predicate.operation(), values));
  }

  private static String condition(String column, Operation operation, List<String> values) {
    String value = values.getFirst();
    return switch (operation) {
      case EQUALS -> column + " = " + value;
      case NOT_EQUALS -> column + " <> " + value;
      case GREATER_THAN -> column + " > " + value;
      case GREATER_THAN_EQUALS -> column + " >= " + value;
      case LESS_THAN -> column + " < " + value;
      case LESS_THAN_EQUALS -> column + " <= " + value;
      case IN -> column + " IN (" + String.join(", ", values) + ")";
      case IS_SUBSTRING -> "position(lower(%s) in lower(%s)) > 0".formatted(value, column);
    };
  }

  /** Names of columns are those of fields; the key of a tag comes from the client. */
  private String column(Field field) {
    return field.name().startsWith(Fields.TAG)
        ? "coalesce(list_tags ->> %s, '')"
            .formatted(parameter(field.name().substring(Fields.TAG.length())))
        : field.name();
  }

  private String parameter(Object value) {
    if (value instanceof Instant time) {
      parameters.addOffsetDateTime(Database.utc(time));
    } else {
      parameters.addValue(value);
    }
    return "$" + parameters.size() + type(value);
  }

  /** Without it, what is only ever compared with parameters has no type. */
  private static String type(Object value) {
    return switch (value) {
      case Instant _ -> "::timestamptz";
      case String _ -> "::text";
      default -> "";
    };
  }
}
