package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.serving.ServiceState;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is served, in Postgres. */
public final class PgInferenceServices implements InferenceServices {
  private static final String UPSERT =
      """
      INSERT INTO metadata.inference_service AS known
        (project, name, model, version, artifact_id, digest,
        token_digest, state, address, updated_at, serving_since)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
      ON CONFLICT (project, name) DO UPDATE
        SET model = excluded.model, version = excluded.version,
          artifact_id = excluded.artifact_id, digest = excluded.digest,
          token_digest = excluded.token_digest, state = excluded.state,
          address = excluded.address, updated_at = excluded.updated_at,
          serving_since = CASE WHEN (known.model, known.version) = (excluded.model, excluded.version)
            THEN known.serving_since ELSE excluded.serving_since END
      """;

  private static final String FIND =
      "SELECT * FROM metadata.inference_service WHERE project = $1 AND name = $2";

  private static final String BY_TOKEN =
      "SELECT * FROM metadata.inference_service WHERE token_digest = $1";

  private static final String ALL =
      "SELECT * FROM metadata.inference_service ORDER BY project, name LIMIT $1";

  private final Database database;

  public PgInferenceServices(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void upsert(InferenceService service) {
    try {
      database.run(UPSERT, row(service));
    } catch (StoreException e) {
      throw e.isMissingReference()
          ? MetadataException.notFound(
              "model %s has no version %s any more".formatted(service.model(), service.version()))
          : e;
    }
  }

  private static Tuple row(InferenceService service) {
    return Tuple.tuple()
        .addString(service.project())
        .addString(service.name())
        .addString(service.model())
        .addInteger(Integer.valueOf(service.version()))
        .addUUID(service.artifactId())
        .addString(service.digest())
        .addString(service.tokenDigest())
        .addString(service.state().name())
        .addString(service.address())
        .addOffsetDateTime(Database.utc(service.updatedAt()));
  }

  @Override
  public Optional<InferenceService> find(String project, String name) {
    return Database.first(database.run(FIND, Tuple.of(project, name)))
        .map(PgInferenceServices::service);
  }

  @Override
  public Optional<InferenceService> findByToken(String tokenDigest) {
    return Database.first(database.run(BY_TOKEN, Tuple.of(tokenDigest)))
        .map(PgInferenceServices::service);
  }

  @Override
  public List<InferenceService> all() {
    List<InferenceService> services = new ArrayList<>();
    database.run(ALL, Tuple.of(MAX_SERVICES)).forEach(row -> services.add(service(row)));
    return services;
  }

  private static InferenceService service(Row row) {
    return new InferenceService(
        row.getString("project"),
        row.getString("name"),
        row.getString("model"),
        row.getInteger("version").toString(),
        row.getUUID("artifact_id"),
        row.getString("digest"),
        row.getString("token_digest"),
        ServiceState.valueOf(row.getString("state")),
        row.getString("address"),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
