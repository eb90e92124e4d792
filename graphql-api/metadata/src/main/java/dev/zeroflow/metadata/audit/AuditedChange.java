package dev.zeroflow.metadata.audit;

import java.util.Map;

/** A change that is about to be written, as the log will tell it. */
public record AuditedChange(Action action, Kind kind, String subject, Map<String, Object> detail) {
  /** What is done. */
  public enum Action {
    CREATE,
    UPDATE,
    RENAME,
    DELETE,
    MOVE,
    ROLLBACK,
    APPROVE,
    REJECT,
    PROMOTE,
    REFUSE
  }

  /** What it is done to. */
  public enum Kind {
    REGISTERED_MODEL,
    MODEL_VERSION,
    MODEL_ALIAS,
    PROMOTION_POLICY,
    PROJECT,
    WEBHOOK
  }

  public AuditedChange {
    detail = Map.copyOf(detail);
  }
}
