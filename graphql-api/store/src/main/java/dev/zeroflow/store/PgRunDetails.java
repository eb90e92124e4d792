package dev.zeroflow.store;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.run.RunDetail;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.Tick;
import dev.zeroflow.metadata.run.VersionReference;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of runs, in Postgres. */
public final class PgRunDetails implements RunDetails {
  private static final String DESCRIBE =
      """
      INSERT INTO metadata.run_detail (run_id, project, experiment_id, display_name, description,
        storage_state, pipeline_id, pipeline_version_id, service_account, recurring_run_id,
        scheduled_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (run_id) DO NOTHING
      """;

  private static final String FORGET =
      "DELETE FROM metadata.run_detail WHERE project = $1 AND run_id = $2";

  private static final String SWEEP =
      """
      DELETE FROM metadata.run_detail d
       WHERE d.described_at < now() - $1 * interval '1 millisecond'
         AND NOT EXISTS (SELECT 1 FROM scheduling.run_view r WHERE r.id = d.run_id)
      """;

  private static final String STORE =
      """
      INSERT INTO metadata.run_detail (run_id, project, description, storage_state, service_account)
      VALUES ($2, $1, '', $3, '')
      ON CONFLICT (run_id) DO UPDATE SET storage_state = excluded.storage_state
        WHERE run_detail.project = excluded.project
      """;

  private final Database database;

  public PgRunDetails(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void describe(RunDetail it) {
    @Nullable VersionReference version = it.version();
    @Nullable Tick tick = it.tick();
    database.run(
        DESCRIBE,
        Tuple.of(it.runId(), it.project())
            .addUUID(experimentOrNull(it.project(), it.experimentId()))
            .addString(it.displayName())
            .addString(it.description())
            .addString(it.storageState().name())
            .addUUID(version == null ? null : version.pipelineId())
            .addUUID(version == null ? null : version.versionId())
            .addString(it.serviceAccount())
            .addUUID(tick == null ? null : tick.recurringRunId())
            .addOffsetDateTime(tick == null ? null : Database.utc(tick.at())));
  }

  @Override
  public void forget(String project, UUID run) {
    database.run(FORGET, Tuple.of(project, run));
  }

  @Override
  public int sweep(Duration age) {
    return database.run(SWEEP, Tuple.of((double) age.toMillis())).rowCount();
  }

  @Override
  public void store(String project, UUID run, StorageState state) {
    database.run(STORE, Tuple.of(project, run, state.name()));
  }

  /** The default experiment is not named in rows, so that it need not exist. */
  static @Nullable UUID experimentOrNull(String project, UUID experiment) {
    return experiment.equals(Experiment.defaultId(project)) ? null : experiment;
  }

  static UUID experiment(String project, @Nullable UUID stored) {
    return stored == null ? Experiment.defaultId(project) : stored;
  }

  /** The reference in the columns of the row; null if there is none. */
  static @Nullable VersionReference version(Row row) {
    UUID pipeline = row.getUUID("pipeline_id");
    return pipeline == null
        ? null
        : new VersionReference(pipeline, row.getUUID("pipeline_version_id"));
  }
}
