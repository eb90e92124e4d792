package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.tracking.DatasetVersion;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.RunFacts;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.TrackingRun;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What runs have read and put out, in Postgres. */
public final class PgRunInputs implements RunInputs {
  private static final String DATASETS =
      """
      INSERT INTO metadata.dataset_version
        (id, project, name, digest, source_type, source, schema, profile, created_at)
      SELECT it.id, $1, it.name, it.digest, it.source_type, it.source, it.schema, it.profile, $2
        FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
          $9::text[]) AS it (id, name, digest, source_type, source, schema, profile)
       ORDER BY it.id
      ON CONFLICT DO NOTHING
      """;

  private static final String READ =
      """
      INSERT INTO metadata.run_dataset (project, run_id, dataset_id, tags)
      SELECT $1, $2, it.dataset_id, it.tags::jsonb
        FROM unnest($3::uuid[], $4::text[]) AS it (dataset_id, tags)
       ORDER BY it.dataset_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LINK =
      """
      INSERT INTO metadata.run_model (project, run_id, model_id, direction, step)
      SELECT $1, $2, it.model_id, $3, it.step
        FROM unnest($4::uuid[], $5::bigint[]) AS it (model_id, step)
       ORDER BY it.model_id
      ON CONFLICT DO NOTHING
      """;

  private static final String ARTIFACTS =
      "SELECT id FROM metadata.artifact WHERE project = $1 AND id = ANY ($2)";

  private static final String READ_BY =
      """
      SELECT r.run_id, r.tags, d.name, d.digest, d.source_type, d.source,
             CASE WHEN $3 OR length(d.schema) <= $4 THEN d.schema END AS schema,
             CASE WHEN $3 OR length(d.profile) <= $4 THEN d.profile END AS profile
        FROM metadata.run_dataset r JOIN metadata.dataset_version d ON d.id = r.dataset_id
       WHERE r.project = $1 AND r.run_id = ANY ($2)
       ORDER BY r.run_id, d.name, d.digest
      """;

  private static final String MODELS_OF =
      """
      SELECT * FROM metadata.run_model WHERE project = $1 AND run_id = ANY ($2)
       ORDER BY run_id, step, model_id
      """;

  private static final String SUMMARIES =
      """
      SELECT DISTINCT e.number, d.name, d.digest, i.tags ->> 'mlflow.data.context' AS context
        FROM metadata.tracking_run r
        JOIN metadata.experiment e ON e.project = r.project AND e.id = r.experiment_id
        JOIN metadata.run_dataset i ON i.run_id = r.id
        JOIN metadata.dataset_version d ON d.id = i.dataset_id
       WHERE r.project = $1 AND r.experiment_id = ANY ($2) AND r.deleted_at IS NULL
       ORDER BY e.number, d.name, d.digest, context LIMIT $3
      """;

  /** Longest schema or profile that many runs are shown with, in characters. */
  private static final int SHORT = 64 << 10;

  private final Database database;

  public PgRunInputs(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void logInputs(
      TrackingRun run, List<DatasetInput> datasets, List<UUID> models, Instant now) {
    List<DatasetInput> each = once(datasets, it -> it.dataset().id(run.project()));
    List<ModelOutput> read =
        once(models, Function.identity()).stream().map(it -> new ModelOutput(it, 0)).toList();
    database.<Boolean>transaction(
        connection -> {
          List<LineageFact> facts = facts(connection, run, read, Direction.INPUT, now);
          each.forEach(it -> facts.add(RunFacts.dataset(run.project(), it.dataset(), now)));
          datasets.forEach(it -> facts.add(RunFacts.input(run, it, now)));
          if (!datasets.isEmpty()) {
            facts.add(RunFacts.execution(run, now));
          }
          RunLineage.write(connection, facts);
          if (!each.isEmpty()) {
            Database.run(connection, DATASETS, rows(run.project(), each, now));
            Database.run(connection, READ, tags(run, each));
          }
          return true;
        });
  }

  @Override
  public void logOutputs(TrackingRun run, List<ModelOutput> models, Instant now) {
    List<ModelOutput> each = once(models, ModelOutput::modelId);
    database.<Boolean>transaction(
        connection -> {
          RunLineage.write(connection, facts(connection, run, each, Direction.OUTPUT, now));
          return true;
        });
  }

  /** Links the run with the models; the facts about those that are artifacts already. */
  private static List<LineageFact> facts(
      SqlConnection connection,
      TrackingRun run,
      List<ModelOutput> models,
      Direction direction,
      Instant now) {
    List<LineageFact> facts = new ArrayList<>();
    if (models.isEmpty()) {
      return facts;
    }
    List<UUID> ids = models.stream().map(ModelOutput::modelId).toList();
    PgLoggedModels.lock(connection, run.project(), ids);
    UUID[] column = ids.toArray(UUID[]::new);
    Tuple links =
        Tuple.of(run.project(), run.id(), direction.name())
            .addArrayOfUUID(column)
            .addArrayOfLong(models.stream().map(ModelOutput::step).toArray(Long[]::new));
    Database.run(connection, LINK, links);
    Tuple which = Tuple.of(run.project()).addArrayOfUUID(column);
    for (Row artifact : Database.run(connection, ARTIFACTS, which)) {
      UUID model = artifact.getUUID("id");
      facts.add(RunFacts.execution(run, now));
      facts.add(RunFacts.model(run.project(), run.id(), model, direction, now));
    }
    return facts;
  }

  /** The items, each once: the first one with a key counts. */
  private static <T> List<T> once(List<T> items, Function<T, UUID> key) {
    if (items.size() > MAX_ITEMS) {
      throw MetadataException.badInput(
          "a request has at most %d datasets or models, not %d".formatted(MAX_ITEMS, items.size()));
    }
    Set<UUID> seen = new HashSet<>();
    return items.stream().filter(it -> seen.add(key.apply(it))).toList();
  }

  private static Tuple rows(String project, List<DatasetInput> inputs, Instant now) {
    List<DatasetVersion> all = inputs.stream().map(DatasetInput::dataset).toList();
    return Tuple.of(project, Database.utc(now))
        .addArrayOfUUID(all.stream().map(it -> it.id(project)).toArray(UUID[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::name).toArray(String[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::digest).toArray(String[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::sourceType).toArray(String[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::source).toArray(String[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::schema).toArray(String[]::new))
        .addArrayOfString(all.stream().map(DatasetVersion::profile).toArray(String[]::new));
  }

  private static Tuple tags(TrackingRun run, List<DatasetInput> inputs) {
    return Tuple.of(run.project(), run.id())
        .addArrayOfUUID(
            inputs.stream().map(it -> it.dataset().id(run.project())).toArray(UUID[]::new))
        .addArrayOfString(inputs.stream().map(it -> json(it.tags())).toArray(String[]::new));
  }

  private static String json(List<Entry> tags) {
    JsonObject json = new JsonObject();
    tags.forEach(tag -> json.put(tag.key(), tag.value()));
    return json.encode();
  }

  @Override
  public Map<UUID, Logged> of(String project, Collection<UUID> runs) {
    UUID[] ids = runs.toArray(UUID[]::new);
    Tuple whole = Tuple.of(project).addArrayOfUUID(ids).addBoolean(ids.length == 1);
    Future<RowSet<Row>> read = database.start(READ_BY, whole.addInteger(SHORT));
    Future<RowSet<Row>> models = database.start(MODELS_OF, Tuple.of(project).addArrayOfUUID(ids));
    Map<UUID, Building> building = new HashMap<>();
    for (Row row : Database.await(read)) {
      of(building, row).datasets.add(input(row));
    }
    for (Row row : Database.await(models)) {
      of(building, row).add(row);
    }
    Map<UUID, Logged> logged = new HashMap<>();
    building.forEach((run, it) -> logged.put(run, it.logged()));
    return logged;
  }

  private static Building of(Map<UUID, Building> building, Row row) {
    return building.computeIfAbsent(row.getUUID("run_id"), ignored -> new Building());
  }

  /** What is known of a run so far. */
  private static final class Building {
    private final List<DatasetInput> datasets = new ArrayList<>();
    private final List<UUID> models = new ArrayList<>();
    private final List<ModelOutput> outputs = new ArrayList<>();

    void add(Row row) {
      UUID model = row.getUUID("model_id");
      if (row.getString("direction").equals(Direction.INPUT.name())) {
        models.add(model);
      } else {
        outputs.add(new ModelOutput(model, row.getLong("step")));
      }
    }

    Logged logged() {
      return new Logged(datasets, models, outputs);
    }
  }

  private static DatasetInput input(Row row) {
    List<Entry> tags =
        Rows.texts(row.getJsonObject("tags")).entrySet().stream()
            .map(tag -> new Entry(tag.getKey(), tag.getValue()))
            .sorted(Comparator.comparing(Entry::key))
            .toList();
    return new DatasetInput(
        new DatasetVersion(
            row.getString("name"),
            row.getString("digest"),
            row.getString("source_type"),
            row.getString("source"),
            row.getString("schema"),
            row.getString("profile")),
        tags);
  }

  @Override
  public List<DatasetSummary> datasets(String project, Collection<UUID> experiments) {
    Tuple which =
        Tuple.of(project)
            .addArrayOfUUID(experiments.toArray(UUID[]::new))
            .addInteger(MAX_SUMMARIES);
    List<DatasetSummary> summaries = new ArrayList<>();
    for (Row row : database.run(SUMMARIES, which)) {
      summaries.add(
          new DatasetSummary(
              row.getLong("number"),
              row.getString("name"),
              row.getString("digest"),
              row.getString("context")));
    }
    return summaries;
  }
}
