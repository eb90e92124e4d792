package dev.zeroflow.store;

import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.Promotion.Outcome;
import dev.zeroflow.metadata.governance.PromotionFacts;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What promotions are decided by, and the decisions. */
final class PromotionRows {
  static final String POLICY =
      """
      SELECT p.*, m.name AS model FROM metadata.promotion_policy p
        JOIN metadata.registered_model m ON m.id = p.model_id
       WHERE m.project = $1 AND m.name = $2 AND p.alias = $3
      """;

  private static final String FIND =
      """
      SELECT p.*, m.name AS model FROM metadata.promotion p
        JOIN metadata.registered_model m ON m.id = p.model_id
       WHERE p.project = $1 AND p.id = $2
      """;

  private static final String ADD =
      """
      INSERT INTO metadata.promotion
        (id, project, model_id, alias, version, outcome, evidence, actor, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  /**
   * What a version was registered with counts before the newest figure of its logged model, and
   * that before the one of its run.
   */
  private static final String FIGURES =
      """
      SELECT DISTINCT ON (key) key, value FROM (
        SELECT m.key, m.value::float8 AS value, 1 AS rank, 0 AS at
          FROM metadata.model_version v, jsonb_each_text(v.metrics) m WHERE v.id = $1
        UNION ALL
        SELECT f.key, f.value, 2, f.at_millis
          FROM metadata.model_version v
          JOIN metadata.logged_model l ON l.project = v.project AND l.id = v.logged_model_id
          JOIN metadata.logged_model_metric f ON f.model_id = l.id
         WHERE v.id = $1
        UNION ALL
        SELECT f.key, f.value, 3, f.at_millis
          FROM metadata.model_version v
          JOIN metadata.tracking_run r ON r.project = v.project AND r.id = v.tracking_run_id
          JOIN metadata.latest_metric f ON f.run_id = r.id
         WHERE v.id = $1) AS figure
       ORDER BY key, rank, at DESC, value
      """;

  static final String APPROVALS =
      """
      SELECT a.*, v.model, v.version FROM metadata.approval a
        JOIN metadata.model_version v ON v.id = a.version_id
      """;

  private static final String APPROVALS_FOR =
      APPROVALS + " WHERE a.version_id = $1 AND a.alias = $2 ORDER BY a.seq";

  private PromotionRows() {}

  static Optional<PromotionPolicy> policy(
      SqlClient connection, RegisteredModel model, String alias) {
    Tuple key = Tuple.of(model.project(), model.name(), alias);
    return Database.first(Database.run(connection, POLICY, key)).map(RegistryRows::policy);
  }

  static Optional<Promotion> find(SqlClient connection, String project, UUID id) {
    return Database.first(Database.run(connection, FIND, Tuple.of(project, id)))
        .map(RegistryRows::promotion);
  }

  /**
   * What is known of a version.
   *
   * @param current version that the alias points to; null if there is none to compare with
   * @param signed whether its files are signed; null if nobody asks
   */
  static PromotionFacts facts(
      SqlClient connection,
      ModelVersion version,
      @Nullable ModelVersion current,
      String alias,
      @Nullable Evidence signed) {
    List<Approval> approvals = new ArrayList<>();
    Database.run(connection, APPROVALS_FOR, Tuple.of(version.id(), alias))
        .forEach(row -> approvals.add(RegistryRows.approval(row)));
    return new PromotionFacts(
        figures(connection, version),
        current == null ? null : figures(connection, current),
        version.origin().signature() != null,
        signed,
        approvals);
  }

  private static Map<String, Double> figures(SqlClient connection, ModelVersion version) {
    Map<String, Double> figures = new HashMap<>();
    Database.run(connection, FIGURES, Tuple.of(version.id()))
        .forEach(row -> figures.put(row.getString("key"), row.getDouble("value")));
    return figures;
  }

  /** Stores a decision; that something was refused is in the log too. */
  static void add(SqlClient connection, Author author, RegisteredModel model, Promotion it) {
    Tuple row =
        Tuple.of(it.id(), author.project(), model.id(), it.alias())
            .addInteger(Rows.versionNumber(it.version()))
            .addString(it.outcome().name())
            .addJsonArray(RegistryRows.evidence(it.evidence()))
            .addString(author.name())
            .addOffsetDateTime(Database.utc(author.at()));
    Database.run(connection, ADD, row);
    if (it.outcome() == Outcome.REFUSED) {
      Map<String, Object> detail = Map.of("version", it.version(), "reasons", it.reasons());
      String subject = model.name() + "@" + it.alias();
      AuditTrail.append(
          connection, author, new AuditedChange(Action.REFUSE, Kind.MODEL_ALIAS, subject, detail));
    }
  }
}
