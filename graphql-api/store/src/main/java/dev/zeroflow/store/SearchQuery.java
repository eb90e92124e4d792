package dev.zeroflow.store;

import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Place;
import dev.zeroflow.metadata.search.Search;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part of what a search finds. The item is called {@code r} and has a column {@code id}.
 * Parts go by key, never by offset. What clients send is only ever a parameter.
 */
final class SearchQuery {
  /** What a search's items are sorted by. */
  interface Sorting {
    /**
     * A key for each order of the search.
     *
     * @param parameters those of the statement so far; more may be added
     */
    List<SortKey> keys(FilterSql sql, Tuple parameters);
  }

  private final Search search;
  private final Sorting sorting;
  private final String columns;
  private final String source;
  private final Tuple parameters;
  private final FilterSql sql;
  private final String where;

  /** Made when a part is read: whoever only counts would name parameters and not use them. */
  private List<SortKey> keys = List.of();

  /**
   * @param columns what to read of each item
   * @param source FROM and WHERE with a condition, with parameters from $1 on
   * @param parameters those of the source; more are added here
   */
  SearchQuery(
      Search search, FilterColumns description, String columns, String source, Tuple parameters) {
    this(
        search,
        description,
        (sql, _) -> search.orders().stream().map(sql::sortKey).toList(),
        columns,
        source,
        parameters);
  }

  /** Likewise, for orders that say more than the search does. */
  SearchQuery(
      Search search,
      FilterColumns description,
      Sorting sorting,
      String columns,
      String source,
      Tuple parameters) {
    this.search = search;
    this.sorting = sorting;
    this.columns = columns;
    this.source = source;
    this.parameters = parameters;
    this.sql = new FilterSql(description, parameters);
    this.where = sql.where(search.filter());
  }

  <T> Found<T> page(Database database, Function<Row, T> item) {
    List<T> items = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Row row : database.run(select(), parameters)) {
      if (items.size() == search.size()) {
        return new Found<>(items, places, true);
      }
      items.add(item.apply(row));
      places.add(place(row));
    }
    return new Found<>(items, places, false);
  }

  /** Items of the whole, whichever part is wanted. */
  int count(Database database) {
    String counted =
        "SELECT %s count(*)::int AS found FROM (SELECT 1 %s AND %s LIMIT %d) counted"
            .formatted(PlannedAnew.MARK, source, where, Page.MAX_TOTAL);
    return database.run(counted, parameters).iterator().next().getInteger("found");
  }

  String select() {
    keys = sorting.keys(sql, parameters);
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      values.append(", %s::text AS sort_%d".formatted(keys.get(i).sql(), i));
    }
    String order =
        keys.stream().map(key -> key.order() + ", ").collect(Collectors.joining()) + "r.id";
    return "SELECT %s %s%s %s AND %s AND %s ORDER BY %s LIMIT %d"
        .formatted(
            PlannedAnew.MARK, columns, values, source, where, behind(), order, search.size() + 1);
  }

  private String behind() {
    Place after = search.after();
    if (after == null) {
      return "TRUE";
    }
    parameters.addUUID(after.id());
    String condition = "r.id > $" + parameters.size();
    for (int i = keys.size() - 1; i >= 0; i--) {
      condition = keys.get(i).behind(value(keys.get(i), after.values().get(i)), condition);
    }
    return condition;
  }

  private @Nullable String value(SortKey key, @Nullable String text) {
    if (text == null) {
      return null;
    }
    parameters.addString(text);
    return "$%d::text::%s".formatted(parameters.size(), key.type());
  }

  private Place place(Row row) {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      values.add(row.getString("sort_" + i));
    }
    return new Place(values, row.getUUID("id"));
  }
}
