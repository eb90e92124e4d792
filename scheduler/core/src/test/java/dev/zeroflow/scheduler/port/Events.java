package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.Values;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happens to runs in the contract suites. */
public final class Events {
  /** The run is looked at for the first time. */
  public static final RunEvent START = new RunEvent.Started();

  private Events() {}

  /** There is a slot for a task. */
  public static RunEvent slot(String task) {
    return new RunEvent.SlotGranted(task);
  }

  /** The first attempt of a task ends well and puts out nothing. */
  public static RunEvent succeeded(String task) {
    return succeeded(task, Values.NONE);
  }

  /** The first attempt of a task ends well. */
  public static RunEvent succeeded(String task, Values outputs) {
    return new RunEvent.AttemptSucceeded(task, 1, outputs, List.of(), AttemptFigures.NONE);
  }

  /** The first attempt of a task fails by itself. */
  public static RunEvent failed(String task) {
    return failed(task, new TaskError("CODE", ErrorCategory.USER, "why", null));
  }

  /** The first attempt of a task fails. */
  public static RunEvent failed(String task, TaskError error) {
    return new RunEvent.AttemptFailed(task, 1, error, AttemptFigures.NONE);
  }

  /** The cache has nothing for a task. */
  public static RunEvent miss(String task, String fingerprint, Map<String, String> parts) {
    var use = new CacheUse(fingerprint, parts, null, null, "this task has not succeeded before");
    return new RunEvent.CacheAnswered(task, use, Values.NONE);
  }

  /** The cache has what another run put out. */
  public static RunEvent hit(String task, String fingerprint, UUID run, Values outputs) {
    var use = new CacheUse(fingerprint, Map.of("component", "c0ffee"), run, task, null);
    return new RunEvent.CacheAnswered(task, use, outputs);
  }
}
