package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.tracking.ExperimentChange;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Experiments of tracking clients in Postgres: the same rows as {@link PgExperiments}. */
public final class PgTrackingExperiments implements TrackingExperiments {
  private static final String CREATE =
      """
      INSERT INTO metadata.experiment
        (id, project, name, description, storage_state, created_at, updated_at, tags,
         artifact_location)
      VALUES ($1, $2, $3, '', 'AVAILABLE', $4, $4, $5, $6)
      ON CONFLICT (project, name) DO NOTHING
      RETURNING *
      """;

  private static final String FIND =
      "SELECT * FROM metadata.experiment WHERE project = $1 AND number = $2";

  private static final String NAMED =
      "SELECT * FROM metadata.experiment WHERE project = $1 AND name = $2";

  /** Nothing is changed if another one has the name. */
  private static final String RENAME =
      """
      UPDATE metadata.experiment SET name = $3, updated_at = $4
       WHERE project = $1 AND id = $2 AND NOT EXISTS (
         SELECT 1 FROM metadata.experiment WHERE project = $1 AND name = $3 AND id <> $2)
      """;

  private static final String CHANGE =
      """
      UPDATE metadata.experiment x
         SET name = coalesce($3, name), tags = (tags - $4::text[]) || $5, updated_at = $6
       WHERE project = $1 AND id = $2 AND storage_state = 'AVAILABLE' AND NOT EXISTS (
         SELECT 1 FROM metadata.experiment o WHERE o.project = $1 AND o.name = $3 AND o.id <> $2)
      RETURNING *
      """;
  private static final String TAKEN =
      "SELECT 1 FROM metadata.experiment WHERE project = $1 AND name = $3 AND id <> $2";
  private static final String DELETE_RUNS =
      """
      UPDATE metadata.tracking_run SET deleted_at = CASE WHEN $3::boolean THEN $4::timestamptz END
       WHERE project = $1 AND experiment_id = $2 AND (deleted_at IS NULL) = $3
      """;

  private static final String SET_TAG =
      """
      UPDATE metadata.experiment
         SET tags = tags || jsonb_build_object($3::text, $4::text), updated_at = $5
       WHERE project = $1 AND id = $2
      """;

  private static final String REMOVE_TAG =
      """
      UPDATE metadata.experiment SET tags = tags - $3::text, updated_at = $4
       WHERE project = $1 AND id = $2 AND tags ? $3::text
      """;

  private final Database database;
  private final Experiments experiments;

  public PgTrackingExperiments(Pool pool, Experiments experiments) {
    this.database = new Database(pool);
    this.experiments = experiments;
  }

  @Override
  public TrackingExperiment create(
      UUID id,
      String project,
      String name,
      String artifactLocation,
      Map<String, String> tags,
      Instant now) {
    Names.title("an experiment's name", name, Experiment.MAX_NAME);
    Tuple row =
        Tuple.of(id, project, name, Database.utc(now))
            .addJsonObject(json(tags))
            .addString(artifactLocation);
    return Database.first(database.run(CREATE, row))
        .map(PgTrackingExperiments::experiment)
        .orElseThrow(() -> taken(name));
  }

  private static JsonObject json(Map<String, String> tags) {
    JsonObject json = new JsonObject();
    tags.forEach(json::put);
    return json;
  }

  private static MetadataException taken(String name) {
    return MetadataException.conflict(
        "there is an experiment named \"" + name + "\" already, maybe a deleted one");
  }

  @Override
  public Optional<TrackingExperiment> find(String project, long number, Instant now) {
    return read(FIND, project, number, number == 0, now);
  }

  @Override
  public Optional<TrackingExperiment> named(String project, String name, Instant now) {
    return read(NAMED, project, name, name.equals(Experiment.DEFAULT_NAME), now);
  }

  private Optional<TrackingExperiment> read(
      String sql, String project, Object key, boolean isDefault, Instant now) {
    Optional<Row> found = Database.first(database.run(sql, Tuple.of(project, key)));
    if (found.isEmpty() && isDefault) {
      experiments.ensureDefault(project, now);
      found = Database.first(database.run(sql, Tuple.of(project, key)));
    }
    return found.map(PgTrackingExperiments::experiment);
  }

  @Override
  public void rename(String project, UUID id, String name, Instant now) {
    Names.title("an experiment's name", name, Experiment.MAX_NAME);
    Tuple change = Tuple.of(project, id, name, Database.utc(now));
    if (database.run(RENAME, change).rowCount() == 0) {
      throw taken(name);
    }
  }

  @Override
  public TrackingExperiment change(String project, UUID id, ExperimentChange change, Instant now) {
    @Nullable String name = change.name();
    if (name != null) {
      Names.title("an experiment's name", name, Experiment.MAX_NAME);
    }
    Tuple values =
        Tuple.of(project, id)
            .addString(name)
            .addArrayOfString(change.removeTags().toArray(String[]::new))
            .addJsonObject(json(change.setTags()))
            .addOffsetDateTime(Database.utc(now));
    return Database.first(database.run(CHANGE, values))
        .map(PgTrackingExperiments::experiment)
        .orElseThrow(() -> unchanged(project, id, name));
  }

  private MetadataException unchanged(String project, UUID id, @Nullable String name) {
    if (name != null && database.run(TAKEN, Tuple.of(project, id, name)).rowCount() > 0) {
      return taken(name);
    }
    return MetadataException.notFound("there is no active experiment " + id);
  }

  @Override
  public void setDeleted(String project, UUID id, boolean deleted, Instant now) {
    experiments.store(project, id, deleted ? StorageState.ARCHIVED : StorageState.AVAILABLE, now);
    Tuple runs = Tuple.of(project, id, deleted, Database.utc(now));
    database.run(DELETE_RUNS, runs);
  }

  @Override
  public void setTag(String project, UUID id, String key, String value, Instant now) {
    database.run(SET_TAG, Tuple.of(project, id, key, value, Database.utc(now)));
  }

  @Override
  public boolean removeTag(String project, UUID id, String key, Instant now) {
    return database.run(REMOVE_TAG, Tuple.of(project, id, key, Database.utc(now))).rowCount() == 1;
  }

  /** Columns of the table. */
  static TrackingExperiment experiment(Row row) {
    return new TrackingExperiment(
        row.getUUID("id"),
        row.getString("project"),
        row.getLong("number"),
        row.getString("name"),
        row.getString("artifact_location"),
        Rows.texts(row.getJsonObject("tags")),
        row.getString("storage_state").equals("ARCHIVED"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
