package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.VersionOrigin;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows that one registration of a version makes, in its transaction. */
final class RegistrationRows {
  private final SqlClient connection;
  private final ModelRegistration it;
  private final Author author;

  RegistrationRows(SqlClient connection, ModelRegistration registration, Instant now) {
    this.connection = connection;
    this.it = registration;
    this.author = new Author(registration.project(), registration.actor(), now);
  }

  /** What the same request made when it came first. */
  Optional<ModelVersion> first() {
    Tuple request = Tuple.of(it.project(), it.clientRequestId());
    Database.run(connection, VersionSql.ONE_AT_A_TIME, request);
    return Database.first(Database.run(connection, VersionSql.REPEATED, request))
        .map(this::repeated);
  }

  private ModelVersion repeated(Row first) {
    if (!first.getString("request_digest").equals(it.requestDigest())) {
      throw MetadataException.conflict(
          "clientRequestId \""
              + it.clientRequestId()
              + "\" was used for another model version: choose a new one");
    }
    return RegistryRows.version(first);
  }

  /** The next version of a model that is there, and its artifact. */
  ModelVersion add(UUID id, Artifact artifact) {
    ModelLock.take(connection, author, it.model());
    new PgLineageWriter()
        .write(
            (sql, values) -> Database.run(connection, sql, values),
            List.of(new ArtifactRecorded(artifact)));
    return add(id);
  }

  /** The next version, and the model if it is new. */
  ModelVersion add(UUID id) {
    requireArtifact();
    Tuple model =
        Tuple.of(it.project(), it.model(), Database.utc(author.at())).addString(author.name());
    Row number = Database.run(connection, VersionSql.NEXT_NUMBER, model).iterator().next();
    if (number.getBoolean("added")) {
      tellOfModel();
    }
    Tuple row = row(id, number.getInteger("last_version"));
    ModelVersion added =
        RegistryRows.version(Database.run(connection, VersionSql.ADD, row).iterator().next());
    tell(RegistryNews.created(added));
    PgModelRegistry.audit(
        connection, author, Action.CREATE, added, Map.of("artifact", it.artifactId().toString()));
    return added;
  }

  private void requireArtifact() {
    Tuple artifact = Tuple.of(it.project(), it.artifactId());
    if (Database.run(connection, VersionSql.ARTIFACT, artifact).size() == 0) {
      throw MetadataException.notFound("this project has no artifact " + it.artifactId());
    }
  }

  private void tellOfModel() {
    tell(RegistryNews.created(ModelLock.take(connection, author, it.model())));
    AuditTrail.append(
        connection,
        author,
        new AuditedChange(Action.CREATE, Kind.REGISTERED_MODEL, it.model(), Map.of()));
  }

  private void tell(List<RegistryNews> news) {
    RegistryOutbox.write(connection, it.project(), news, author.at());
  }

  private Tuple row(UUID id, int number) {
    VersionOrigin origin = it.content().origin();
    return Tuple.tuple()
        .addUUID(id)
        .addString(it.project())
        .addString(it.model())
        .addInteger(number)
        .addUUID(it.artifactId())
        .addUUID(it.runId())
        .addString(it.taskPath())
        .addValue(json(it.content().metrics()))
        .addString(it.content().description())
        .addString(it.clientRequestId())
        .addString(it.requestDigest())
        .addOffsetDateTime(Database.utc(author.at()))
        .addString(author.name())
        .addJsonObject(RegistryRows.json(it.content().tags()))
        .addJsonObject(RegistryRows.json(it.content().properties()))
        .addString(origin.source())
        .addString(origin.location())
        .addString(origin.runLink())
        .addUUID(origin.trackingRunId())
        .addUUID(origin.loggedModelId())
        .addString(origin.signature())
        .addString(origin.environment());
  }

  private static JsonObject json(List<ModelMetric> metrics) {
    JsonObject json = new JsonObject();
    metrics.forEach(metric -> json.put(metric.key(), metric.value()));
    return json;
  }
}
