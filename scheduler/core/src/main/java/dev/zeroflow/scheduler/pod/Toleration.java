package dev.zeroflow.scheduler.pod;

import org.jspecify.annotations.Nullable;

/**
 * A taint of nodes that a pod may run in spite of, in Kubernetes' words.
 *
 * @param key null for every taint
 * @param operator {@code Equal} or {@code Exists}
 * @param value null with {@code Exists}
 * @param effect null for every effect
 * @param seconds how long it may stay once the taint came, null for ever
 */
public record Toleration(
    @Nullable String key,
    String operator,
    @Nullable String value,
    @Nullable String effect,
    @Nullable Long seconds) {
  public Toleration {
    if (!operator.equals("Equal") && !operator.equals("Exists")) {
      throw new IllegalArgumentException("operator of a toleration: " + operator);
    }
  }
}
