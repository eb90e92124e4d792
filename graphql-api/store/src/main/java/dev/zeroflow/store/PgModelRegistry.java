package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The model registry in Postgres. */
public final class PgModelRegistry implements ModelRegistry {
  /** Two copies of one request may arrive at once: the second waits here, then finds the first. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))";

  private static final String REPEATED =
      "SELECT * FROM metadata.model_version WHERE project = $1 AND client_request_id = $2";

  private static final String ARTIFACT =
      "SELECT 1 FROM metadata.artifact WHERE project = $1 AND id = $2";

  private static final String NEXT_NUMBER =
      """
      INSERT INTO metadata.registered_model AS model (project, name, last_version, created_at)
      VALUES ($1, $2, 1, $3)
      ON CONFLICT (project, name) DO UPDATE SET last_version = model.last_version + 1
      RETURNING last_version
      """;

  private static final String ADD =
      """
      INSERT INTO metadata.model_version (id, project, model, version, artifact_id, run_id,
        task_path, metrics, description, client_request_id, request_digest, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      RETURNING *
      """;

  private static final String FIND =
      "SELECT * FROM metadata.model_version WHERE project = $1 AND model = $2 AND version = $3";

  private final Database database;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  public PgModelRegistry(Pool pool, InstantSource clock, Supplier<UUID> ids) {
    this.database = new Database(pool);
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public ModelVersion register(ModelRegistration registration) {
    return database.transaction(connection -> register(connection, registration));
  }

  private ModelVersion register(SqlConnection connection, ModelRegistration registration) {
    Tuple request = Tuple.of(registration.project(), registration.clientRequestId());
    Database.run(connection, ONE_AT_A_TIME, request);
    Optional<Row> first = Database.first(Database.run(connection, REPEATED, request));
    if (first.isPresent()) {
      return repeated(first.get(), registration);
    }
    Tuple artifact = Tuple.of(registration.project(), registration.artifactId());
    if (Database.run(connection, ARTIFACT, artifact).size() == 0) {
      throw MetadataException.notFound("this project has no artifact " + registration.artifactId());
    }
    return add(connection, registration, clock.instant());
  }

  private static ModelVersion repeated(Row first, ModelRegistration registration) {
    if (!first.getString("request_digest").equals(registration.requestDigest())) {
      throw MetadataException.conflict(
          "clientRequestId \""
              + registration.clientRequestId()
              + "\" was used for another model version: choose a new one");
    }
    return Rows.modelVersion(first);
  }

  private ModelVersion add(SqlConnection connection, ModelRegistration it, Instant now) {
    OffsetDateTime at = Database.utc(now);
    int number =
        Database.run(connection, NEXT_NUMBER, Tuple.of(it.project(), it.model(), at))
            .iterator()
            .next()
            .getInteger("last_version");
    Tuple row =
        Tuple.tuple()
            .addUUID(ids.get())
            .addString(it.project())
            .addString(it.model())
            .addInteger(number)
            .addUUID(it.artifactId())
            .addUUID(it.runId())
            .addString(it.taskPath())
            .addValue(json(it.metrics()))
            .addString(it.description())
            .addString(it.clientRequestId())
            .addString(it.requestDigest())
            .addOffsetDateTime(at);
    return Rows.modelVersion(Database.run(connection, ADD, row).iterator().next());
  }

  private static JsonObject json(List<ModelMetric> metrics) {
    JsonObject json = new JsonObject();
    metrics.forEach(metric -> json.put(metric.key(), metric.value()));
    return json;
  }

  @Override
  public Optional<ModelVersion> find(String project, String model, String version) {
    Tuple key = Tuple.of(project, model, Rows.versionNumber(version));
    return Database.first(database.run(FIND, key)).map(Rows::modelVersion);
  }
}
