package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt of a task may take.
 *
 * @param task its name for people
 * @param declared what its pipeline says, null for nothing
 */
record TimeLimit(String task, @Nullable Duration declared) {
  private static final String CODE = FunctionUnavailableException.Reason.TIMED_OUT.name();

  static TimeLimit of(RunSnapshot run, Task task) {
    TaskSpec spec = run.pipeline().task(task.path());
    return new TimeLimit(spec.name(), ((Executor.Container) spec.component().body()).timeout());
  }

  Duration length() {
    return declared == null ? Invocations.ATTEMPT_TIMEOUT : declared;
  }

  /** The event; if the attempt took too long, its message says what can be done about it. */
  RunEvent explain(RunEvent event) {
    if (event instanceof RunEvent.AttemptFailed failed && failed.error().code().equals(CODE)) {
      TaskError error = failed.error();
      return new RunEvent.AttemptFailed(
          failed.task(),
          failed.attempt(),
          new TaskError(CODE, error.category(), exceeded(), error.stack()),
          failed.figures());
    }
    return event;
  }

  private String exceeded() {
    String origin =
        declared == null
            ? "the limit of every task that sets none: allow it more"
            : "the limit that its pipeline sets: raise it";
    return "The step %s did not end within %s, %s with kubernetes.set_timeout(task, seconds=...)."
        .formatted(task, inWords(length()), origin);
  }

  /** As people say it, e.g. {@code 1 hour 30 minutes}. */
  static String inWords(Duration length) {
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      return length.toMillis() + " milliseconds";
    }
    var parts = new LinkedHashMap<String, Long>();
    parts.put("day", length.toDaysPart());
    parts.put("hour", (long) length.toHoursPart());
    parts.put("minute", (long) length.toMinutesPart());
    parts.put("second", (long) length.toSecondsPart());
    return parts.entrySet().stream()
        .filter(part -> part.getValue() > 0)
        .map(part -> part.getValue() + " " + part.getKey() + (part.getValue() == 1 ? "" : "s"))
        .collect(Collectors.joining(" "));
  }
}
