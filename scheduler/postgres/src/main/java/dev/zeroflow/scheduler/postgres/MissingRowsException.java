package dev.zeroflow.scheduler.postgres;

import java.io.Serial;

/** Rows that a statement had to change are not there, or not as they were; nothing was written. */
final class MissingRowsException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  /** What a statement divides by if it changed too few rows. */
  static final String SQLSTATE = "22012";

  MissingRowsException(Throwable cause) {
    super("rows that had to be changed are not there", cause);
  }
}
