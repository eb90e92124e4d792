package dev.zeroflow.store;

import org.jspecify.annotations.Nullable;

/** The database did not do what was asked, for a reason that the caller cannot act on. */
public final class StoreException extends RuntimeException {
  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
