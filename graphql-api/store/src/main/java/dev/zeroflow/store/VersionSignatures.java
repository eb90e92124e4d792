package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.signing.SignedContent;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for signatures before a decision, as that may take long, and in its transaction whether
 * what it saw is still so.
 */
final class VersionSignatures {
  private final Database database;
  private final SignatureCheck check;

  VersionSignatures(Database database, SignatureCheck check) {
    this.database = database;
    this.check = check;
  }

  /**
   * A wish with what is known of the signature of its version.
   *
   * @param seen empty if the policy did not ask for one
   */
  record Looked(PromotionRequest request, Optional<Seen> seen) {
    /**
     * Whether the version is signed, null if the policy does not ask.
     *
     * @throws MetadataException with CONFLICT if something is not any more as it was looked at
     */
    @Nullable Evidence evidence(
        SqlClient connection, PromotionPolicy policy, ModelVersion version) {
      if (policy.trustedKeys().isEmpty()) {
        return null;
      }
      SignedContent now = SignedContentRows.read(connection, version);
      return seen.filter(it -> it.keys.equals(policy.trustedKeys()) && it.content.isStill(now))
          .map(Seen::evidence)
          .orElseThrow(
              () ->
                  MetadataException.conflict(
                      "the policy or the files of version %s of model %s have changed while its signature was checked: try again"
                          .formatted(version.version(), version.model())));
    }
  }

  /** What was looked at, and what was found. */
  record Seen(SignedContent content, List<TrustedKey> keys, Evidence evidence) {}

  /** Looks, if the policy of the alias asks and the version is there. */
  Looked look(String project, PromotionRequest request) {
    Tuple policy = Tuple.of(project, request.model(), request.alias());
    Optional<Seen> seen =
        Database.first(database.run(PromotionRows.POLICY, policy))
            .map(row -> RegistryRows.policy(row).trustedKeys())
            .filter(keys -> !keys.isEmpty())
            .flatMap(keys -> version(project, request).map(it -> look(it, keys)));
    return new Looked(request, seen);
  }

  private Optional<ModelVersion> version(String project, PromotionRequest request) {
    Tuple key = Tuple.of(project, request.model(), Rows.versionNumber(request.version()));
    return Database.first(database.run(VersionSql.FIND, key)).map(RegistryRows::version);
  }

  Seen look(ModelVersion version, List<TrustedKey> keys) {
    SignedContent content = database.query(it -> SignedContentRows.read(it, version));
    return new Seen(content, keys, check.check(content, keys));
  }
}
