package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.LoggedModelSearch;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.ModelOrder;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.OnDataset;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Datasets;
import dev.zeroflow.store.FilterColumns.Entries;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A search for logged models as SQL.
 *
 * @param parameters what clients sent, and nothing of it in the text
 */
record LoggedModelQuery(String sql, Tuple parameters) {
  private static final String OWNED = "e.model_id = m.id";

  /** As clients write it. */
  private static final String STATUS =
      "(CASE m.state WHEN 'UPLOAD_FAILED' THEN 'FAILED' ELSE m.state END)";

  private static final String METRICS = "metadata.logged_model_metric";

  /**
   * A model has several figures of a key, and any of them may fulfil a clause.
   *
   * @param metrics the figures to look at
   */
  private static FilterColumns columns(String metrics) {
    return new FilterColumns(
        SearchTarget.LOGGED_MODELS,
        Map.of(
            "name", text("m.name"),
            "model_id", text("('m-' || replace(m.id::text, '-', ''))"),
            "model_type", text("m.model_type"),
            "status", text(STATUS),
            "source_run_id", new Column("m.source_run_id", FilterColumns.Type.ID, false),
            "experiment_id", text("e.number::text"),
            "creation_timestamp", new Column("m.created_at", FilterColumns.Type.TIME, true),
            "last_updated_timestamp", new Column("m.updated_at", FilterColumns.Type.TIME, true)),
        Map.of(
            Kind.METRIC, new Entries(metrics, OWNED, "e.key", "e.value"),
            Kind.PARAM, new Entries("metadata.logged_model_param", OWNED, "e.key", "e.value"),
            Kind.TAG, new Entries("metadata.logged_model_tag", OWNED, "e.key", "e.value")),
        Datasets.NONE,
        Map.of());
  }

  private static Column text(String sql) {
    return new Column(sql, FilterColumns.Type.TEXT, true);
  }

  static LoggedModelQuery of(String project, LoggedModelSearch search) {
    Tuple parameters = Tuple.of(project).addArrayOfUUID(search.experiments().toArray(UUID[]::new));
    StringBuilder sql = new StringBuilder(LoggedModelSql.MODELS);
    sql.append(" AND m.experiment_id = ANY ($2)");
    String metrics = METRICS;
    if (!search.onDatasets().isEmpty()) {
      metrics = measuredOn(search.onDatasets(), parameters);
      sql.append(" AND EXISTS (SELECT 1 FROM %s e WHERE %s)".formatted(metrics, OWNED));
    }
    FilterSql filters = new FilterSql(columns(metrics), parameters);
    sql.append(" AND ").append(filters.where(search.filter()));
    sql.append(" ORDER BY ").append(orders(search.orders(), filters, parameters));
    parameters.addInteger(search.limit()).addInteger(search.offset());
    int last = parameters.size();
    sql.append(" LIMIT $%d::int OFFSET $%d::int".formatted(last - 1, last));
    return new LoggedModelQuery(sql.toString(), parameters);
  }

  private static String measuredOn(List<OnDataset> datasets, Tuple parameters) {
    return datasets.stream()
        .map(it -> on(it, parameters))
        .collect(Collectors.joining(" OR ", "(SELECT e.* FROM " + METRICS + " e WHERE ", ")"));
  }

  private static String on(OnDataset dataset, Tuple parameters) {
    parameters.addString(dataset.name());
    String name = "e.dataset_name = $%d::text".formatted(parameters.size());
    if (dataset.digest().isEmpty()) {
      return name;
    }
    parameters.addString(dataset.digest());
    return name + " AND e.dataset_digest = $%d::text".formatted(parameters.size());
  }

  private static String orders(List<ModelOrder> orders, FilterSql filters, Tuple parameters) {
    StringJoiner all = new StringJoiner(", ");
    for (ModelOrder it : orders) {
      Order order = it.order();
      boolean metric = order.by().kind() == Kind.METRIC;
      all.add(metric ? figure(it, parameters) : filters.sortKey(order).order());
    }
    return all.add("m.created_at DESC").add("m.id").toString();
  }

  /**
   * NaN comes last in both directions, as it does for runs; of several figures the last one counts.
   */
  private static String figure(ModelOrder it, Tuple parameters) {
    Identifier by = it.order().by();
    parameters.addString(by.key());
    String key = "e.key = $%d::text".formatted(parameters.size());
    String on = it.dataset().name().isEmpty() ? "" : " AND " + on(it.dataset(), parameters);
    return """
    %s(SELECT e.value FROM %s e WHERE %s AND %s%s
        ORDER BY e.step DESC, e.at_millis DESC, e.value DESC LIMIT 1) ASC NULLS LAST\
    """
        .formatted(it.order().descending() ? "-" : "", METRICS, OWNED, key, on);
  }
}
