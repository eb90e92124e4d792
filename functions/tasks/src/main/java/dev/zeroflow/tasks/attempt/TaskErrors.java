package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives whatever a function threw a code, an owner and a message. */
final class TaskErrors {
  private static final int MAX_STACK_CHARACTERS = 16_384;

  private TaskErrors() {}

  static TaskError of(Throwable thrown) {
    return switch (thrown) {
      case TaskException e -> new TaskError(e.code(), e.category(), message(e), stackIfOurs(e));
      case IOException e -> error("TRANSFER_FAILED", ErrorCategory.TRANSIENT, message(e), null);
      case InterruptedException e ->
          error("INTERRUPTED", ErrorCategory.TRANSIENT, "The attempt was interrupted.", null);
      case OutOfMemoryError e ->
          error(
              "OUT_OF_MEMORY",
              ErrorCategory.RESOURCE,
              "The function ran out of memory: give it more, or use less data.",
              null);
      default -> error("INTERNAL", ErrorCategory.INTERNAL, message(thrown), stack(thrown));
    };
  }

  private static TaskError error(
      String code, ErrorCategory category, String message, @Nullable String stack) {
    return new TaskError(code, category, message, stack);
  }

  private static String message(Throwable thrown) {
    return Objects.requireNonNullElseGet(
        thrown.getMessage(), () -> thrown.getClass().getSimpleName());
  }

  private static @Nullable String stackIfOurs(TaskException thrown) {
    return thrown.category() == ErrorCategory.INTERNAL ? stack(thrown) : null;
  }

  private static String stack(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= MAX_STACK_CHARACTERS
        ? text.toString()
        : text.getBuffer().substring(0, MAX_STACK_CHARACTERS);
  }
}
