package dev.zeroflow.tasks.attempt;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.Timings;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the function that an invocation names, and turns whatever happens into a result. */
public final class Attempts {
  /**
   * What every attempt needs from outside.
   *
   * @param http sends requests
   * @param json maps the records of the contract
   * @param clock time of log lines
   * @param nanos monotonic time
   */
  public record Tools(Http http, ObjectMapper json, InstantSource clock, LongSupplier nanos) {}

  private final Map<String, TaskFunction> functions;
  private final Tools tools;

  /** Attempts of the given functions. */
  public Attempts(Collection<TaskFunction> functions, Tools tools) {
    this.functions =
        functions.stream()
            .collect(
                Collectors.toMap(
                    TaskFunction::name,
                    Function.identity(),
                    (a, b) -> {
                      throw new IllegalStateException("two functions are named " + a.name());
                    },
                    TreeMap::new));
    this.tools = tools;
  }

  /** Runs one attempt to its end; never throws. */
  public TaskResult run(TaskInvocation invocation) {
    if (invocation.schemaVersion() != TaskInvocation.SCHEMA_VERSION) {
      return refused(invocation, otherVersion(invocation));
    }
    TaskFunction function = functions.get(invocation.function());
    if (function == null) {
      return refused(invocation, unknownFunction(invocation));
    }
    TaskContext context = new TaskContext(invocation, tools);
    return context.finish(attempt(function, context));
  }

  private static TaskResult refused(TaskInvocation invocation, TaskError error) {
    return TaskResult.failed(invocation.attemptToken(), error, List.of(), Timings.NONE);
  }

  private static TaskError otherVersion(TaskInvocation invocation) {
    String message =
        "The call has version %d and this image understands %d: use the image of your server's version."
            .formatted(invocation.schemaVersion(), TaskInvocation.SCHEMA_VERSION);
    return new TaskError("SCHEMA_VERSION", ErrorCategory.USER, message, null);
  }

  private TaskError unknownFunction(TaskInvocation invocation) {
    String message =
        "There is no function %s; this image has %s."
            .formatted(invocation.function(), String.join(", ", functions.keySet()));
    return new TaskError("UNKNOWN_FUNCTION", ErrorCategory.USER, message, null);
  }

  private static @Nullable TaskError attempt(TaskFunction function, TaskContext context) {
    try {
      function.run(context);
      return null;
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      TaskError error = TaskErrors.of(thrown);
      context.log().error(error.message());
      return error;
    }
  }
}
