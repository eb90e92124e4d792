package dev.zeroflow.metadata.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param seq grows from entry to entry
 * @param action what was done, e.g. {@code CREATE}
 * @param kind of what it was done to, e.g. {@code MODEL_VERSION}
 * @param subject what it was done to, e.g. {@code digits/3}
 * @param detail JSON values by key
 */
public record AuditEntry(
    long seq,
    Instant at,
    String actor,
    String action,
    String kind,
    String subject,
    Map<String, @Nullable Object> detail) {
  public AuditEntry {
    detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
  }
}
