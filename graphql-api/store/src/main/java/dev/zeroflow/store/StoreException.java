package dev.zeroflow.store;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** The database did not do what was asked, for a reason that the caller cannot act on. */
public final class StoreException extends RuntimeException {
  private static final String UNIQUE = "23505";
  private static final String FOREIGN_KEY = "23503";

  private final boolean passing;

  StoreException(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether the same request may succeed later: the database was not reached, or was busy. */
  public boolean isPassing() {
    return passing;
  }

  /** Whether a row with the same key is there already. */
  boolean isDuplicate() {
    return has(UNIQUE);
  }

  /** Whether a row that another one needs is not there, or would not be there any more. */
  boolean isMissingReference() {
    return has(FOREIGN_KEY);
  }

  private boolean has(String state) {
    return getCause() instanceof PgException answer && state.equals(answer.getSqlState());
  }
}
