package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import dev.zeroflow.store.FilterColumns.Parts;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/** Searches among tracking runs in Postgres. */
public final class PgRunSearches implements RunSearches {
  private static final FilterColumns COLUMNS =
      new FilterColumns(
          SearchTarget.RUNS,
          Map.of(
              "run_id",
              new Column("r.id", FilterColumns.Type.ID, true),
              "run_name",
              new Column("r.name", FilterColumns.Type.TEXT, true),
              "user_id",
              new Column("r.user_name", FilterColumns.Type.TEXT, true),
              "status",
              new Column(TrackingSql.STATUS, FilterColumns.Type.TEXT, true),
              "artifact_uri",
              new Column(TrackingSql.ARTIFACT_ROOT, FilterColumns.Type.TEXT, true),
              "start_time",
              new Column("r.started_at", FilterColumns.Type.TIME, true),
              "end_time",
              new Column("r.ended_at", FilterColumns.Type.TIME, false)),
          Map.of(
              Kind.METRIC,
              new Entries("metadata.latest_metric", "e.run_id = r.id", "e.key", "e.value"),
              Kind.PARAM,
              Entries.withPrefixes(
                  "metadata.tracking_param", "e.run_id = r.id", "e.key", "e.value"),
              Kind.TAG,
              Entries.withPrefixes("metadata.tracking_tag", "e.run_id = r.id", "e.key", "e.value")),
          Map.of(
              Kind.DATASET,
              new Parts(
                  "metadata.run_dataset_view",
                  "e.run_id = r.id",
                  Map.of("name", "e.name", "digest", "e.digest", "context", "e.context"))),
          Map.of());

  private static final String SOURCE =
      """
      FROM metadata.tracking_run r
      JOIN metadata.experiment x ON x.project = r.project AND x.id = r.experiment_id
      WHERE r.project = $1\
      """;

  /** Of one experiment: its rows, runs or traces, lie in their order in an index. */
  static final String OF_ONE =
      """
       AND r.experiment_id = (
        SELECT id FROM metadata.experiment WHERE project = $1 AND number = $2)\
      """;

  /** Of several experiments. */
  static final String OF_SOME =
      """
       AND r.experiment_id = ANY (ARRAY (
        SELECT id FROM metadata.experiment WHERE project = $1 AND number = ANY ($2)))\
      """;

  private final Database database;

  public PgRunSearches(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Found<TrackingRun> search(
      String project, List<Long> experiments, View view, Search search) {
    return query(project, experiments, view, search).page(database, PgTrackingRuns::run);
  }

  @Override
  public int count(String project, List<Long> experiments, View view, Search search) {
    return query(project, experiments, view, search).count(database);
  }

  static SearchQuery query(String project, List<Long> experiments, View view, Search search) {
    Tuple parameters = Tuple.of(project);
    String source = SOURCE + of(experiments, parameters) + seen(view);
    String columns =
        "r.*, x.number AS experiment_number, x.artifact_location, %s AS seen_state"
            .formatted(TrackingSql.STATE);
    return new SearchQuery(search, COLUMNS, columns, source, parameters);
  }

  private static String of(List<Long> experiments, Tuple parameters) {
    return switch (experiments.size()) {
      case 0 -> "";
      case 1 -> {
        parameters.addLong(experiments.getFirst());
        yield OF_ONE;
      }
      default -> {
        parameters.addArrayOfLong(experiments.toArray(Long[]::new));
        yield OF_SOME;
      }
    };
  }

  private static String seen(View view) {
    return switch (view) {
      case ACTIVE_ONLY -> " AND r.deleted_at IS NULL";
      case DELETED_ONLY -> " AND r.deleted_at IS NOT NULL";
      case ALL -> "";
    };
  }
}
