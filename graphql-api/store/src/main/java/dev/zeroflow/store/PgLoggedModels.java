package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModelMetric;
import dev.zeroflow.metadata.tracking.LoggedModelSearch;
import dev.zeroflow.metadata.tracking.LoggedModelState;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.ModelContent;
import dev.zeroflow.metadata.tracking.NewLoggedModel;
import dev.zeroflow.metadata.tracking.RunFacts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Logged models in Postgres. */
public final class PgLoggedModels implements LoggedModels {
  private final Database database;

  public PgLoggedModels(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(NewLoggedModel model) {
    Tuple row =
        Tuple.tuple()
            .addUUID(model.id())
            .addString(model.project())
            .addUUID(model.experimentId())
            .addString(model.name())
            .addString(model.modelType())
            .addUUID(model.sourceRunId())
            .addOffsetDateTime(Database.utc(model.now()));
    database.<Boolean>transaction(
        connection -> {
          if (Database.run(connection, LoggedModelSql.CREATE, row).size() == 0) {
            return false;
          }
          run(connection, LoggedModelSql.LOG_PARAMETERS, model.id(), model.parameters());
          run(connection, LoggedModelSql.SET_TAGS, model.id(), model.tags());
          return true;
        });
  }

  private static void run(SqlConnection connection, String sql, UUID model, List<Entry> entries) {
    if (!entries.isEmpty()) {
      Database.run(connection, sql, entries(model, entries));
    }
  }

  private static Tuple entries(UUID model, List<Entry> entries) {
    return Tuple.of(model)
        .addArrayOfString(entries.stream().map(Entry::key).toArray(String[]::new))
        .addArrayOfString(entries.stream().map(Entry::value).toArray(String[]::new));
  }

  @Override
  public Optional<LoggedModel> find(String project, UUID id) {
    return models(database.run(LoggedModelSql.FIND, Tuple.of(project, id))).stream().findFirst();
  }

  @Override
  public List<LoggedModel> all(String project, Collection<UUID> ids) {
    Tuple which = Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new));
    return models(database.run(LoggedModelSql.ALL, which));
  }

  @Override
  public Found<LoggedModel> search(String project, LoggedModelSearch search) {
    Found<Row> found = LoggedModelQuery.of(project, search).page(database, row -> row);
    return new Found<>(models(found.items()), found.places(), found.more());
  }

  @Override
  public Optional<UUID> readyAt(String project, FilePath path) {
    Tuple which = Tuple.of(project, path.isRoot() ? "" : path.text() + "/");
    return Database.first(database.run(LoggedModelSql.READY_AT, which))
        .map(row -> row.getUUID("id"));
  }

  private List<LoggedModel> models(RowSet<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEach(all::add);
    return models(all);
  }

  private List<LoggedModel> models(List<Row> rows) {
    List<UUID> ids = rows.stream().map(row -> row.getUUID("id")).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Tuple which = Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    Future<RowSet<Row>> parameters = database.start(LoggedModelSql.PARAMETERS, which);
    Future<RowSet<Row>> tags = database.start(LoggedModelSql.TAGS, which);
    Future<RowSet<Row>> metrics = database.start(LoggedModelSql.METRICS, which);
    Map<UUID, List<Entry>> parametersOf =
        Rows.grouped(parameters, "model_id", PgLoggedModels::entry);
    Map<UUID, List<Entry>> tagsOf = Rows.grouped(tags, "model_id", PgLoggedModels::entry);
    Map<UUID, List<LoggedModelMetric>> metricsOf =
        Rows.grouped(metrics, "model_id", PgLoggedModels::metric);
    List<LoggedModel> models = new ArrayList<>();
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      models.add(
          model(
              row,
              parametersOf.getOrDefault(id, List.of()),
              tagsOf.getOrDefault(id, List.of()),
              metricsOf.getOrDefault(id, List.of())));
    }
    return models;
  }

  @Override
  public void finish(
      String project, UUID id, LoggedModelState state, ModelContent content, Instant now) {
    LoggedModel model = find(project, id).orElseThrow(() -> unknown(id));
    database.<Boolean>transaction(
        connection -> {
          lock(connection, project, List.of(id));
          Tuple change = Tuple.of(id, state.name(), Database.utc(now));
          Database.run(connection, LoggedModelSql.FINISH, change);
          if (state == LoggedModelState.READY) {
            RunLineage.write(connection, lineage(connection, model, content, now));
          }
          return true;
        });
  }

  private static List<LineageFact> lineage(
      SqlConnection connection, LoggedModel model, ModelContent content, Instant now) {
    List<LineageFact> facts = new ArrayList<>();
    facts.add(RunFacts.model(model, content, now));
    Tuple which = Tuple.of(model.project(), model.id());
    for (Row link : Database.run(connection, LoggedModelSql.LINKS, which)) {
      Tuple run = Tuple.of(model.project(), link.getUUID("run_id"));
      Direction direction = Direction.valueOf(link.getString("direction"));
      Database.first(Database.run(connection, TrackingSql.FIND, run))
          .map(PgTrackingRuns::run)
          .ifPresent(
              it -> {
                facts.add(RunFacts.execution(it, now));
                facts.add(RunFacts.model(it.project(), it.id(), model.id(), direction, now));
              });
    }
    return facts;
  }

  /**
   * Locks models in the order of their ids until the transaction ends.
   *
   * @throws MetadataException with NOT_FOUND if the project does not have all of them
   */
  static void lock(SqlConnection connection, String project, List<UUID> ids) {
    UUID[] all = ids.stream().distinct().toArray(UUID[]::new);
    Tuple which = Tuple.of(project).addArrayOfUUID(all);
    List<UUID> found = new ArrayList<>();
    Database.run(connection, LoggedModelSql.LOCK, which)
        .forEach(row -> found.add(row.getUUID("id")));
    for (UUID id : all) {
      if (!found.contains(id)) {
        throw unknown(id);
      }
    }
  }

  @Override
  public void logParameters(String project, UUID id, List<Entry> parameters, Instant now) {
    List<Entry> checked = Entry.checkedParameters(parameters);
    try {
      change(project, id, LoggedModelSql.LOG_PARAMETERS, checked, now);
    } catch (StoreException e) {
      throw changed(id, checked).map(RuntimeException.class::cast).orElse(e);
    }
  }

  private Optional<MetadataException> changed(UUID id, List<Entry> parameters) {
    return Database.first(database.run(LoggedModelSql.CHANGED_PARAMETER, entries(id, parameters)))
        .map(
            row ->
                Entry.changed(
                    row.getString("key"), row.getString("before"), row.getString("after")));
  }

  @Override
  public void setTags(String project, UUID id, List<Entry> tags, Instant now) {
    change(project, id, LoggedModelSql.SET_TAGS, Entry.checkedTags(tags), now);
  }

  private void change(String project, UUID id, String sql, List<Entry> entries, Instant now) {
    database.<Boolean>transaction(
        connection -> {
          Tuple touched = Tuple.of(project, id, Database.utc(now));
          if (Database.run(connection, LoggedModelSql.TOUCH, touched).rowCount() == 0) {
            throw unknown(id);
          }
          run(connection, sql, id, entries);
          return true;
        });
  }

  @Override
  public boolean removeTag(String project, UUID id, String key, Instant now) {
    return database.transaction(
        connection -> {
          Tuple touched = Tuple.of(project, id, Database.utc(now));
          Tuple tag = Tuple.of(id, key);
          return Database.run(connection, LoggedModelSql.TOUCH, touched).rowCount() == 1
              && Database.run(connection, LoggedModelSql.REMOVE_TAG, tag).rowCount() == 1;
        });
  }

  @Override
  public boolean delete(String project, UUID id, Instant now) {
    Tuple gone = Tuple.of(project, id, Database.utc(now));
    return database.run(LoggedModelSql.DELETE, gone).rowCount() == 1;
  }

  private static MetadataException unknown(UUID id) {
    return MetadataException.notFound(
        "Logged model with ID 'm-%s' not found".formatted(id.toString().replace("-", "")));
  }

  private static Entry entry(Row row) {
    return new Entry(row.getString("key"), row.getString("value"));
  }

  private static LoggedModelMetric metric(Row row) {
    return new LoggedModelMetric(
        row.getString("key"),
        row.getDouble("value"),
        row.getLong("step"),
        row.getLong("at_millis"),
        row.getUUID("run_id"),
        row.getString("dataset_name"),
        row.getString("dataset_digest"));
  }

  private static LoggedModel model(
      Row row, List<Entry> parameters, List<Entry> tags, List<LoggedModelMetric> metrics) {
    return new LoggedModel(
        row.getUUID("id"),
        row.getString("project"),
        row.getUUID("experiment_id"),
        row.getLong("experiment_number"),
        row.getString("artifact_location"),
        row.getString("name"),
        row.getString("model_type"),
        row.getUUID("source_run_id"),
        LoggedModelState.valueOf(row.getString("state")),
        row.getString("state_message"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        parameters,
        tags,
        metrics);
  }
}
