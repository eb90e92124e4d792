package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.signing.ModelBundle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies of aliases, and what people say of versions. Blocking, safe for use by many threads. */
public interface Governance {
  /** The policy of an alias, if it has one. */
  Optional<PromotionPolicy> policy(String project, String model, String alias);

  /**
   * Stores a policy, in place of the one that the alias has. Where the alias points now is left as
   * it is.
   *
   * @param expectedRevision that the policy must be at, 0 if there must be none; null for any
   * @throws MetadataException with NOT_FOUND if there is no such model, or with CONFLICT if the
   *     policy is at another revision
   */
  PromotionPolicy set(Author author, PromotionPolicy policy, @Nullable Long expectedRevision);

  /**
   * Removes the policy of an alias; false if it has none.
   *
   * @throws MetadataException with CONFLICT if the policy is at another revision
   */
  boolean remove(Author author, String model, String alias, @Nullable Long expectedRevision);

  /**
   * Attaches a signature to a version, in place of the one that it has. Whether it is good for
   * anything is decided when somebody asks.
   *
   * @param bundle JSON, at most {@link ModelBundle#MAX_LENGTH} characters
   * @throws MetadataException with NOT_FOUND if there is no such version
   */
  ModelVersion attach(Author author, String model, String version, String bundle);

  /**
   * Stores what a person says of a version. One that is there with the same id stays as it is, and
   * is returned.
   *
   * @throws MetadataException with NOT_FOUND if there is no such version, or with CONFLICT if the
   *     id was used to say something else
   */
  Approval say(Author author, Approval approval);
}
