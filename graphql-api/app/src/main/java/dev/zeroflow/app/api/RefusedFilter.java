package dev.zeroflow.app.api;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Keeps the stack traces of refused requests out of the log; defects stay in it. */
@LoggingFilter(name = "refused")
public final class RefusedFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord line) {
    @Nullable Throwable thrown = line.getThrown();
    while (thrown != null && !(thrown instanceof RefusedException)) {
      thrown = thrown.getCause();
    }
    return thrown == null || thrown instanceof InternalException;
  }
}
