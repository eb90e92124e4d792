package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.View;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Searches among experiments in Postgres. */
public final class PgExperimentSearches implements ExperimentSearches {
  private static final FilterColumns COLUMNS =
      new FilterColumns(
          SearchTarget.EXPERIMENTS,
          Map.of(
              "name",
              new Column("r.name", FilterColumns.Type.TEXT, true),
              "experiment_id",
              new Column("r.number::text", FilterColumns.Type.TEXT, true),
              "creation_time",
              new Column("r.created_at", FilterColumns.Type.TIME, true),
              "last_update_time",
              new Column("r.updated_at", FilterColumns.Type.TIME, true)),
          Map.of(Kind.TAG, new Entries("jsonb_each_text(r.tags)", "TRUE", "e.key", "e.value")),
          Map.of(),
          Map.of());

  private static final String BY_IDS =
      "SELECT * FROM metadata.experiment WHERE project = $1 AND id = ANY ($2)";
  private final Database database;

  public PgExperimentSearches(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Found<TrackingExperiment> search(String project, View view, Search search) {
    String source = "FROM metadata.experiment r WHERE r.project = $1" + seen(view);
    return new SearchQuery(search, COLUMNS, "r.*", source, Tuple.of(project))
        .page(database, PgTrackingExperiments::experiment);
  }

  @Override
  public List<TrackingExperiment> byIds(String project, Collection<UUID> ids) {
    List<TrackingExperiment> experiments = new ArrayList<>();
    database
        .run(BY_IDS, Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new)))
        .forEach(row -> experiments.add(PgTrackingExperiments.experiment(row)));
    return experiments;
  }

  private static String seen(View view) {
    return switch (view) {
      case ACTIVE_ONLY -> " AND r.storage_state = 'AVAILABLE'";
      case DELETED_ONLY -> " AND r.storage_state = 'ARCHIVED'";
      case ALL -> "";
    };
  }
}
