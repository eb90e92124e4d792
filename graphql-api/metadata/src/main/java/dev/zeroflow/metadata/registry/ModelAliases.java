package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.PromotionRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Aliases of models. Whoever moves one: where it has a promotion policy, the policy decides.
 * Blocking, safe for use by many threads.
 */
public interface ModelAliases {
  /** The alias, if the model has it. */
  Optional<ModelAlias> find(String project, String model, String alias);

  /**
   * Points an alias to a version; nothing happens if it points there already.
   *
   * @param expectedRevision that it must be at, 0 if it must be new; null for any
   * @throws MetadataException with NOT_FOUND; with CONFLICT if it is at another revision, or if its
   *     policy refuses, with the reasons
   */
  ModelAlias move(
      Author author, String model, String alias, String version, @Nullable Long expectedRevision);

  /**
   * Removes an alias; false if there is none.
   *
   * @throws MetadataException with NOT_FOUND if there is no such model, or with CONFLICT if it is
   *     at another revision
   */
  boolean remove(Author author, String model, String alias, @Nullable Long expectedRevision);

  /**
   * Moves an alias back to where it was before. Its policy is not asked: what it pointed to was
   * good enough then, and whoever rolls back has no time.
   *
   * @throws MetadataException with NOT_FOUND; with CONFLICT if it is at another revision, or if it
   *     never pointed to another version that is still there
   */
  ModelAlias rollback(Author author, String model, String alias, @Nullable Long expectedRevision);

  /**
   * Decides whether a version fulfils the policy of an alias, and moves the alias if so. The
   * decision is stored with what it saw either way. A repeated request returns the first decision.
   *
   * @throws MetadataException with NOT_FOUND, or with CONFLICT if the alias is at another revision
   */
  Promotion promote(Author author, PromotionRequest request);
}
