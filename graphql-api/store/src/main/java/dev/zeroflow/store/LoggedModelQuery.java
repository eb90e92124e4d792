package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.LoggedModelSearch;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.ModelOrder;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.OnDataset;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Searches for logged models as SQL. What clients sent is only ever a parameter. */
final class LoggedModelQuery {
  private static final String OWNED = "e.model_id = r.id";

  /** As clients write it. */
  private static final String STATUS =
      "(CASE r.state WHEN 'UPLOAD_FAILED' THEN 'FAILED' ELSE r.state END)";

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
            "name", text("r.name"),
            "model_id", text("('m-' || replace(r.id::text, '-', ''))"),
            "model_type", text("r.model_type"),
            "status", text(STATUS),
            "source_run_id", new Column("r.source_run_id", FilterColumns.Type.ID, false),
            "experiment_id", text("x.number::text"),
            "creation_timestamp", new Column("r.created_at", FilterColumns.Type.TIME, true),
            "last_updated_timestamp", new Column("r.updated_at", FilterColumns.Type.TIME, true)),
        Map.of(
            Kind.METRIC, new Entries(metrics, OWNED, "e.key", "e.value"),
            Kind.PARAM, new Entries("metadata.logged_model_param", OWNED, "e.key", "e.value"),
            Kind.TAG, new Entries("metadata.logged_model_tag", OWNED, "e.key", "e.value")),
        Map.of(),
        Map.of());
  }

  private static Column text(String sql) {
    return new Column(sql, FilterColumns.Type.TEXT, true);
  }

  private LoggedModelQuery() {}

  static SearchQuery of(String project, LoggedModelSearch search) {
    Tuple parameters = Tuple.of(project).addArrayOfUUID(search.experiments().toArray(UUID[]::new));
    StringBuilder source = new StringBuilder(LoggedModelSql.SOURCE);
    source.append(" AND r.experiment_id = ANY ($2)");
    String metrics = METRICS;
    if (!search.onDatasets().isEmpty()) {
      metrics = measuredOn(search.onDatasets(), parameters);
      source.append(" AND EXISTS (SELECT 1 FROM %s e WHERE %s)".formatted(metrics, OWNED));
    }
    return new SearchQuery(
        search.search(),
        columns(metrics),
        (sql, more) -> search.orders().stream().map(it -> key(it, sql, more)).toList(),
        LoggedModelSql.COLUMNS,
        source.toString(),
        parameters);
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

  private static SortKey key(ModelOrder it, FilterSql sql, Tuple parameters) {
    return it.order().by().kind() == Kind.METRIC
        ? new SortKey(figure(it, parameters), "float8", false, false)
        : sql.sortKey(it.order());
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
    (%s(SELECT e.value FROM %s e WHERE %s AND %s%s
        ORDER BY e.step DESC, e.at_millis DESC, e.value DESC LIMIT 1))\
    """
        .formatted(it.order().descending() ? "-" : "", METRICS, OWNED, key, on);
  }
}
