package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunOrigin;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tracking runs in Postgres. */
public final class PgTrackingRuns implements TrackingRuns {
  private static final MetricPoint BEFORE_ALL =
      MetricPoint.of("", Double.NEGATIVE_INFINITY, Long.MIN_VALUE, Long.MIN_VALUE);

  /** That of the rows' keys, in which all writers take them. */
  private static final Comparator<MetricPoint> IN_ORDER =
      Comparator.comparing(MetricPoint::key).thenComparing(MetricPoint.LATEST_LAST);

  private final Database database;

  public PgTrackingRuns(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(NewRun run) {
    Tuple row =
        Tuple.tuple()
            .addUUID(run.id())
            .addString(run.project())
            .addUUID(run.experimentId())
            .addString(run.name())
            .addString(run.user())
            .addString(run.origin().name())
            .addUUID(run.pipelineRunId())
            .addString(run.taskPath())
            .addOffsetDateTime(Database.utc(run.startedAt()));
    database.run(TrackingSql.CREATE, addEntries(row, run.tags()));
  }

  @Override
  public Optional<TrackingRun> find(String project, UUID id) {
    return Database.first(database.run(TrackingSql.FIND, Tuple.of(project, id)))
        .map(PgTrackingRuns::run);
  }

  @Override
  public Map<UUID, RunData> data(String project, Collection<UUID> ids) {
    Tuple which = Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new));
    Future<RowSet<Row>> metrics = database.start(TrackingSql.METRICS, which);
    Future<RowSet<Row>> parameters = database.start(TrackingSql.PARAMETERS, which);
    Future<RowSet<Row>> tags = database.start(TrackingSql.TAGS, which);
    Map<UUID, List<MetricPoint>> metricsOf = Rows.grouped(metrics, "run_id", PgTrackingRuns::point);
    Map<UUID, List<Entry>> parametersOf = Rows.grouped(parameters, "run_id", PgTrackingRuns::entry);
    Map<UUID, List<Entry>> tagsOf = Rows.grouped(tags, "run_id", PgTrackingRuns::entry);
    Map<UUID, RunData> data = new HashMap<>();
    for (UUID id : ids) {
      data.put(
          id,
          new RunData(
              metricsOf.getOrDefault(id, List.of()),
              parametersOf.getOrDefault(id, List.of()),
              tagsOf.getOrDefault(id, List.of())));
    }
    return data;
  }

  @Override
  public TrackingRun update(String project, UUID id, RunChange change) {
    Tuple values =
        Tuple.of(project, id)
            .addString(change.state() == null ? null : change.state().name())
            .addOffsetDateTime(Database.utcOrNull(change.endedAt()))
            .addString(change.name());
    return Database.first(database.run(TrackingSql.UPDATE, values))
        .map(PgTrackingRuns::run)
        .orElseThrow(() -> find(project, id).isPresent() ? deleted(id) : unknown(id));
  }

  @Override
  public boolean delete(String project, UUID id, Instant now) {
    return setDeleted(project, id, now);
  }

  @Override
  public boolean restore(String project, UUID id) {
    return setDeleted(project, id, null);
  }

  private boolean setDeleted(String project, UUID id, @Nullable Instant at) {
    Tuple values = Tuple.of(project, id).addOffsetDateTime(Database.utcOrNull(at));
    return database.run(TrackingSql.SET_DELETED, values).rowCount() == 1;
  }

  @Override
  public void log(String project, UUID id, LogBatch batch) {
    Tuple values = Tuple.of(project, id);
    addEntries(values, batch.parameters());
    addEntries(values, batch.tags());
    addPoints(values, batch.metrics());
    addPoints(values, batch.latest());
    try {
      openRun(id, database.run(TrackingSql.LOG, values));
    } catch (StoreException e) {
      throw changedParameter(id, batch.parameters()).map(RuntimeException.class::cast).orElse(e);
    }
    logModels(project, id, batch.metrics());
  }

  private void logModels(String project, UUID id, List<MetricPoint> points) {
    List<MetricPoint> ofModels = points.stream().filter(it -> it.modelId() != null).toList();
    if (!ofModels.isEmpty()) {
      database.run(TrackingSql.LOG_MODELS, addPoints(Tuple.of(project, id), ofModels));
    }
  }

  private Optional<MetadataException> changedParameter(UUID id, List<Entry> parameters) {
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    Tuple values = addEntries(Tuple.of(id), parameters);
    return Database.first(database.run(TrackingSql.CHANGED_PARAMETER, values))
        .map(
            row ->
                Entry.changed(
                    row.getString("key"), row.getString("before"), row.getString("after")));
  }

  @Override
  public boolean removeTag(String project, UUID id, String key) {
    return openRun(id, database.run(TrackingSql.REMOVE_TAG, Tuple.of(project, id, key)))
        .getBoolean("removed");
  }

  @Override
  public List<MetricPoint> history(
      String project, UUID id, String key, @Nullable MetricPoint after, int limit) {
    MetricPoint last = after == null ? BEFORE_ALL : after;
    Tuple page =
        Tuple.of(project, id, key, last.step(), last.atMillis(), last.value())
            .addInteger(Math.min(limit, MAX_HISTORY));
    List<MetricPoint> points = new ArrayList<>();
    database.run(TrackingSql.HISTORY, page).forEach(row -> points.add(point(row)));
    return points;
  }

  /** The row about a run that can be changed. */
  private static Row openRun(UUID id, RowSet<Row> rows) {
    Row run = Database.first(rows).orElseThrow(() -> unknown(id));
    if (run.getBoolean("deleted")) {
      throw deleted(id);
    }
    return run;
  }

  private static MetadataException unknown(UUID id) {
    return MetadataException.notFound("there is no run " + id);
  }

  private static MetadataException deleted(UUID id) {
    return MetadataException.badInput("run " + id + " is deleted: restore it first");
  }

  private static Tuple addEntries(Tuple tuple, List<Entry> entries) {
    List<Entry> sorted = entries.stream().sorted(Comparator.comparing(Entry::key)).toList();
    return tuple
        .addArrayOfString(sorted.stream().map(Entry::key).toArray(String[]::new))
        .addArrayOfString(sorted.stream().map(Entry::value).toArray(String[]::new));
  }

  private static Tuple addPoints(Tuple tuple, List<MetricPoint> points) {
    List<MetricPoint> sorted = points.stream().sorted(IN_ORDER).toList();
    return tuple
        .addArrayOfString(sorted.stream().map(MetricPoint::key).toArray(String[]::new))
        .addArrayOfLong(sorted.stream().map(MetricPoint::step).toArray(Long[]::new))
        .addArrayOfLong(sorted.stream().map(MetricPoint::atMillis).toArray(Long[]::new))
        .addArrayOfDouble(sorted.stream().map(MetricPoint::value).toArray(Double[]::new))
        .addArrayOfUUID(sorted.stream().map(MetricPoint::modelId).toArray(UUID[]::new))
        .addArrayOfString(sorted.stream().map(MetricPoint::datasetName).toArray(String[]::new))
        .addArrayOfString(sorted.stream().map(MetricPoint::datasetDigest).toArray(String[]::new));
  }

  private static Entry entry(Row row) {
    return new Entry(row.getString("key"), row.getString("value"));
  }

  static MetricPoint point(Row row) {
    return new MetricPoint(
        row.getString("key"),
        row.getDouble("value"),
        row.getLong("at_millis"),
        row.getLong("step"),
        row.getUUID("model_id"),
        row.getString("dataset_name"),
        row.getString("dataset_digest"));
  }

  /** Columns of {@link TrackingSql#RUN}. */
  static TrackingRun run(Row row) {
    return new TrackingRun(
        row.getUUID("id"),
        row.getString("project"),
        row.getUUID("experiment_id"),
        row.getLong("experiment_number"),
        row.getString("artifact_location"),
        row.getString("name"),
        row.getString("user_name"),
        RunOrigin.valueOf(row.getString("origin")),
        row.getUUID("pipeline_run_id"),
        row.getString("task_path"),
        RunState.valueOf(row.getString("seen_state")),
        row.getOffsetDateTime("started_at").toInstant(),
        Rows.instant(row, "ended_at"),
        row.getOffsetDateTime("deleted_at") != null);
  }
}
