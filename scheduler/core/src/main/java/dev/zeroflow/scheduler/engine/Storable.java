package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.TaskError;
import org.jspecify.annotations.Nullable;

/** Errors as they can be stored and shown, whatever a function has sent. */
final class Storable {
  private static final int MAX_CODE = 64;
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_STACK = 32_000;

  private Storable() {}

  /** The same error, cut where it is long, without the one character that Postgres refuses. */
  static TaskError error(TaskError error) {
    return new TaskError(
        text(error.code(), MAX_CODE),
        error.category(),
        text(error.message(), MAX_MESSAGE),
        stack(error.stack()));
  }

  private static @Nullable String stack(@Nullable String stack) {
    return stack == null ? null : text(stack, MAX_STACK);
  }

  private static String text(String text, int limit) {
    String cut = text.length() > limit ? text.substring(0, limit) : text;
    return cut.replace('\0', '\uFFFD');
  }
}
