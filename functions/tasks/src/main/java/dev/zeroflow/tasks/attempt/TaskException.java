package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.ErrorCategory;

/** Ends an attempt with an error whose code and owner are known. */
public final class TaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final ErrorCategory category;

  private TaskException(String code, ErrorCategory category, String message) {
    super(message);
    this.code = code;
    this.category = category;
  }

  /** The input is wrong; the message says where, and what to do. */
  public static TaskException user(String code, String message) {
    return new TaskException(code, ErrorCategory.USER, message);
  }

  static TaskException transientFault(String code, String message) {
    return new TaskException(code, ErrorCategory.TRANSIENT, message);
  }

  static TaskException resource(String code, String message) {
    return new TaskException(code, ErrorCategory.RESOURCE, message);
  }

  static TaskException internal(String code, String message) {
    return new TaskException(code, ErrorCategory.INTERNAL, message);
  }

  /** Stable code in upper snake case. */
  public String code() {
    return code;
  }

  /** Who has to act. */
  public ErrorCategory category() {
    return category;
  }
}
