package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.Nullable;

/**
 * Whether a task may reuse what an earlier execution put out.
 *
 * @param enabled whether it may
 * @param key the user's own fingerprint, null to take the content
 */
public record Caching(boolean enabled, @Nullable String key) {
  /** Always execute. */
  public static final Caching OFF = new Caching(false, null);
}
