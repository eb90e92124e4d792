package dev.zeroflow.store;

import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.Gate;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.registry.AliasMove;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionOrigin;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the registry from rows, and back. */
final class RegistryRows {
  private RegistryRows() {}

  static RegisteredModel model(Row row) {
    return new RegisteredModel(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("description"),
        row.getString("user_name"),
        Rows.texts(row.getJsonObject("tags")),
        Rows.values(row.getJsonObject("properties")),
        row.getInteger("last_version"),
        row.getLong("revision"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  // A record's class file does not tell NullAway that the metadata's values may be null.
  @SuppressWarnings("NullAway")
  static ModelVersion version(Row row) {
    return new ModelVersion(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("model"),
        row.getInteger("version").toString(),
        row.getUUID("artifact_id"),
        row.getUUID("run_id"),
        row.getString("task_path"),
        Rows.metrics(row.getJsonObject("metrics")),
        origin(row),
        row.getString("user_name"),
        row.getString("description"),
        Stage.of(row.getString("stage")),
        Rows.texts(row.getJsonObject("tags")),
        Rows.values(row.getJsonObject("properties")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static VersionOrigin origin(Row row) {
    return new VersionOrigin(
        row.getString("source"),
        row.getString("location"),
        row.getString("run_link"),
        row.getUUID("tracking_run_id"),
        row.getUUID("logged_model_id"),
        row.getString("signature"),
        row.getString("environment"));
  }

  static ModelAlias alias(Row row) {
    return new ModelAlias(
        row.getString("model"),
        row.getString("alias"),
        row.getInteger("version").toString(),
        row.getLong("revision"),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  static AliasMove move(Row row) {
    return new AliasMove(
        row.getLong("seq"),
        row.getString("alias"),
        number(row.getInteger("from_version")),
        number(row.getInteger("to_version")),
        AliasMove.Reason.valueOf(row.getString("reason")),
        row.getUUID("promotion_id"),
        row.getString("actor"),
        row.getOffsetDateTime("at").toInstant());
  }

  private static @Nullable String number(@Nullable Integer version) {
    return version == null ? null : version.toString();
  }

  /** Columns of the table, and {@code model}. */
  static PromotionPolicy policy(Row row) {
    return new PromotionPolicy(
        row.getString("model"),
        row.getString("alias"),
        objects(row.getJsonArray("gates")).stream().map(RegistryRows::gate).toList(),
        row.getInteger("approvals"),
        row.getBoolean("signature_required"),
        objects(row.getJsonArray("trusted_keys")).stream().map(RegistryRows::key).toList(),
        row.getLong("revision"),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static TrustedKey key(JsonObject json) {
    return new TrustedKey(json.getString("name"), json.getString("pem"));
  }

  static JsonArray keys(List<TrustedKey> keys) {
    JsonArray array = new JsonArray();
    keys.forEach(key -> array.add(new JsonObject().put("name", key.name()).put("pem", key.pem())));
    return array;
  }

  private static Gate gate(JsonObject json) {
    return new Gate(
        json.getString("metric"),
        Gate.Comparison.valueOf(json.getString("comparison")),
        json.getDouble("threshold"),
        Gate.Against.valueOf(json.getString("against")));
  }

  static JsonArray gates(List<Gate> gates) {
    JsonArray array = new JsonArray();
    gates.forEach(
        gate ->
            array.add(
                new JsonObject()
                    .put("metric", gate.metric())
                    .put("comparison", gate.comparison().name())
                    .put("threshold", gate.threshold())
                    .put("against", gate.against().name())));
    return array;
  }

  /** Columns of the table, {@code model} and {@code version}. */
  static Approval approval(Row row) {
    return new Approval(
        row.getUUID("id"),
        row.getString("model"),
        row.getInteger("version").toString(),
        row.getString("alias"),
        Approval.Decision.valueOf(row.getString("decision")),
        row.getString("comment"),
        row.getString("actor"),
        row.getOffsetDateTime("at").toInstant());
  }

  /** Columns of the table, and {@code model}. */
  static Promotion promotion(Row row) {
    return new Promotion(
        row.getUUID("id"),
        row.getString("model"),
        row.getString("alias"),
        row.getInteger("version").toString(),
        Promotion.Outcome.valueOf(row.getString("outcome")),
        objects(row.getJsonArray("evidence")).stream().map(RegistryRows::evidence).toList(),
        row.getString("actor"),
        row.getOffsetDateTime("at").toInstant());
  }

  private static Evidence evidence(JsonObject json) {
    return new Evidence(
        Evidence.Check.valueOf(json.getString("check")),
        json.getString("subject"),
        json.getBoolean("passed"),
        json.getString("message"));
  }

  static JsonArray evidence(List<Evidence> evidence) {
    JsonArray array = new JsonArray();
    evidence.forEach(
        it ->
            array.add(
                new JsonObject()
                    .put("check", it.check().name())
                    .put("subject", it.subject())
                    .put("passed", it.passed())
                    .put("message", it.message())));
    return array;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  static JsonObject json(Map<String, ? extends @Nullable Object> values) {
    JsonObject json = new JsonObject();
    values.forEach(json::put);
    return json;
  }
}
