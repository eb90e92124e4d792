package dev.zeroflow.store;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Approval.Decision;
import dev.zeroflow.metadata.governance.Governance;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Policies and approvals in Postgres. */
public final class PgGovernance implements Governance {
  private static final String SET =
      """
      INSERT INTO metadata.promotion_policy
        (project, model_id, alias, gates, approvals, signature_required, trusted_keys, revision,
        updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (model_id, alias) DO UPDATE
        SET gates = excluded.gates, approvals = excluded.approvals,
          signature_required = excluded.signature_required,
          trusted_keys = excluded.trusted_keys, revision = excluded.revision,
          updated_at = excluded.updated_at
      """;

  private static final String REMOVE =
      "DELETE FROM metadata.promotion_policy WHERE model_id = $1 AND alias = $2";

  private static final String SAY =
      """
      INSERT INTO metadata.approval
        (id, project, version_id, alias, decision, comment, actor, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String SAID =
      PromotionRows.APPROVALS + " WHERE a.project = $1 AND a.id = $2";

  private final Database database;

  public PgGovernance(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<PromotionPolicy> policy(String project, String model, String alias) {
    Tuple key = Tuple.of(project, model, alias);
    return Database.first(database.run(PromotionRows.POLICY, key)).map(RegistryRows::policy);
  }

  @Override
  public PromotionPolicy set(
      Author author, PromotionPolicy policy, @Nullable Long expectedRevision) {
    return database.transaction(connection -> set(connection, author, policy, expectedRevision));
  }

  private static PromotionPolicy set(
      SqlConnection connection,
      Author author,
      PromotionPolicy policy,
      @Nullable Long expectedRevision) {
    RegisteredModel model = ModelLock.take(connection, author, policy.model());
    long revision = expect(connection, model, policy.alias(), expectedRevision) + 1;
    Tuple row =
        Tuple.of(author.project(), model.id(), policy.alias())
            .addJsonArray(RegistryRows.gates(policy.gates()))
            .addInteger(policy.approvals())
            .addBoolean(policy.signatureRequired())
            .addJsonArray(RegistryRows.keys(policy.trustedKeys()))
            .addLong(revision)
            .addOffsetDateTime(Database.utc(author.at()));
    Database.run(connection, SET, row);
    Map<String, Object> detail =
        Map.of(
            "gates",
            RegistryRows.gates(policy.gates()),
            "approvals",
            policy.approvals(),
            "signatureRequired",
            policy.signatureRequired(),
            "trustedKeys",
            policy.trustedKeys().stream().map(TrustedKey::name).collect(Collectors.joining(", ")));
    audit(connection, author, Action.UPDATE, model, policy.alias(), detail);
    return new PromotionPolicy(
        policy.model(),
        policy.alias(),
        policy.gates(),
        policy.approvals(),
        policy.signatureRequired(),
        policy.trustedKeys(),
        revision,
        author.at());
  }

  /** The revision that the policy is at, 0 if there is none; CONFLICT if another was expected. */
  private static long expect(
      SqlConnection connection,
      RegisteredModel model,
      String alias,
      @Nullable Long expectedRevision) {
    long actual =
        PromotionRows.policy(connection, model, alias).map(PromotionPolicy::revision).orElse(0L);
    if (expectedRevision != null && expectedRevision != actual) {
      throw MetadataException.conflict(
          "the policy of alias \"%s\" of model %s is at revision %d and not %d: read it again"
              .formatted(alias, model.name(), actual, expectedRevision));
    }
    return actual;
  }

  @Override
  public boolean remove(
      Author author, String model, String alias, @Nullable Long expectedRevision) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          if (expect(connection, locked, alias, expectedRevision) == 0) {
            return false;
          }
          Database.run(connection, REMOVE, Tuple.of(locked.id(), alias));
          audit(connection, author, Action.DELETE, locked, alias, Map.of());
          return true;
        });
  }

  private static void audit(
      SqlConnection connection,
      Author author,
      Action action,
      RegisteredModel model,
      String alias,
      Map<String, Object> detail) {
    String subject = model.name() + "@" + alias;
    AuditTrail.append(
        connection, author, new AuditedChange(action, Kind.PROMOTION_POLICY, subject, detail));
  }

  @Override
  public ModelVersion attach(Author author, String model, String version, String bundle) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          ModelVersion signed = ModelLock.version(connection, locked, version);
          Tuple row =
              Tuple.of(signed.id(), author.project(), bundle, author.name())
                  .addOffsetDateTime(Database.utc(author.at()));
          Database.run(connection, SignedContentRows.ATTACH, row);
          PgModelRegistry.audit(
              connection,
              author,
              Action.UPDATE,
              signed,
              Map.of("signature", Digests.sha256(bundle)));
          return signed;
        });
  }

  @Override
  public Approval say(Author author, Approval approval) {
    return database.transaction(connection -> say(connection, author, approval));
  }

  private static Approval say(SqlConnection connection, Author author, Approval approval) {
    RegisteredModel model = ModelLock.take(connection, author, approval.model());
    ModelVersion version = ModelLock.version(connection, model, approval.version());
    Tuple row =
        Tuple.of(approval.id(), author.project(), version.id(), approval.alias())
            .addString(approval.decision().name())
            .addString(approval.comment())
            .addString(approval.actor())
            .addOffsetDateTime(Database.utc(approval.at()));
    if (Database.run(connection, SAY, row).rowCount() == 0) {
      return repeated(connection, author, approval);
    }
    Action action = approval.decision() == Decision.APPROVED ? Action.APPROVE : Action.REJECT;
    Map<String, Object> detail = Map.of("alias", approval.alias(), "comment", approval.comment());
    String subject = model.name() + "/" + version.version();
    AuditTrail.append(
        connection, author, new AuditedChange(action, Kind.MODEL_VERSION, subject, detail));
    return approval;
  }

  private static Approval repeated(SqlConnection connection, Author author, Approval approval) {
    return Database.first(Database.run(connection, SAID, Tuple.of(author.project(), approval.id())))
        .map((Row said) -> RegistryRows.approval(said))
        .filter(
            said ->
                said.decision() == approval.decision()
                    && said.alias().equals(approval.alias())
                    && said.model().equals(approval.model())
                    && said.version().equals(approval.version())
                    && said.actor().equals(approval.actor()))
        .orElseThrow(
            () ->
                MetadataException.conflict(
                    "the clientRequestId was used to say something else: choose a new one"));
  }
}
