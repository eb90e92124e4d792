package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.ServableVersions;
import dev.zeroflow.metadata.governance.ServingRule;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which versions may be served, by the policies in Postgres. */
public final class PgServableVersions implements ServableVersions {
  private static final String POLICIES =
      """
      SELECT p.*, m.name AS model FROM metadata.promotion_policy p
        JOIN metadata.registered_model m ON m.id = p.model_id
       WHERE m.project = $1 AND m.name = $2 AND p.trusted_keys <> '[]'
       ORDER BY p.alias
      """;

  private static final String ALIASES =
      """
      SELECT alias FROM metadata.model_alias WHERE project = $1 AND model = $2 AND version = $3
      """;

  private final Database database;
  private final VersionSignatures signatures;

  public PgServableVersions(Pool pool, SignatureCheck check) {
    this.database = new Database(pool);
    this.signatures = new VersionSignatures(database, check);
  }

  @Override
  public void require(String project, String model, String version) {
    Tuple key = Tuple.of(project, model, Rows.versionNumber(version));
    ModelVersion wanted =
        Database.first(database.run(VersionSql.FIND, key))
            .map(RegistryRows::version)
            .orElseThrow(
                () -> MetadataException.notFound("model " + model + " has no version " + version));
    for (List<TrustedKey> keys : ServingRule.keys(policies(project, model), aliases(key))) {
      Evidence evidence = signatures.look(wanted, keys).evidence();
      if (!evidence.passed()) {
        throw MetadataException.conflict(
            "version %s of model %s is not served, as its model asks for signatures: %s"
                .formatted(version, model, evidence.message()));
      }
    }
  }

  private List<PromotionPolicy> policies(String project, String model) {
    List<PromotionPolicy> policies = new ArrayList<>();
    database
        .run(POLICIES, Tuple.of(project, model))
        .forEach(row -> policies.add(RegistryRows.policy(row)));
    return policies;
  }

  private Set<String> aliases(Tuple version) {
    Set<String> aliases = new HashSet<>();
    database.run(ALIASES, version).forEach(row -> aliases.add(row.getString("alias")));
    return aliases;
  }
}
