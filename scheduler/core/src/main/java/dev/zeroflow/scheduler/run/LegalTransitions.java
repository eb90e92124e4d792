package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.CANCELING;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PAUSED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which state may follow which. What is not declared here is a defect of the rules, and what is
 * declared and never happens is one too.
 */
public final class LegalTransitions {
  private static final Map<RuntimeState, Set<RuntimeState>> TASK =
      new EnumMap<>(RuntimeState.class);
  private static final Map<RuntimeState, Set<RuntimeState>> RUN = new EnumMap<>(RuntimeState.class);

  static {
    TASK.put(PENDING, EnumSet.of(RUNNING, SUCCEEDED, SKIPPED, FAILED, CANCELED));
    TASK.put(RUNNING, EnumSet.of(PENDING, SUCCEEDED, FAILED, CANCELING, CANCELED));
    TASK.put(CANCELING, EnumSet.of(CANCELED));
    // Only a rerun, or the retry of a graph, opens what has ended.
    TASK.put(SUCCEEDED, EnumSet.of(PENDING));
    TASK.put(SKIPPED, EnumSet.of(PENDING));
    TASK.put(FAILED, EnumSet.of(PENDING, RUNNING));
    TASK.put(CANCELED, EnumSet.of(PENDING, RUNNING));

    RUN.put(PENDING, EnumSet.of(RUNNING, PAUSED, CANCELED, FAILED));
    RUN.put(RUNNING, EnumSet.of(SUCCEEDED, FAILED, CANCELING, PAUSED));
    RUN.put(PAUSED, EnumSet.of(RUNNING, CANCELING, SUCCEEDED, FAILED, CANCELED));
    RUN.put(CANCELING, EnumSet.of(CANCELED, FAILED));
    RUN.put(FAILED, EnumSet.of(RUNNING));
    RUN.put(CANCELED, EnumSet.of(RUNNING));
  }

  private LegalTransitions() {}

  /** States that may follow a state of a task. */
  public static Set<RuntimeState> ofTask(RuntimeState from) {
    return TASK.getOrDefault(from, Set.of());
  }

  /** States that may follow a state of a run. */
  public static Set<RuntimeState> ofRun(RuntimeState from) {
    return RUN.getOrDefault(from, Set.of());
  }
}
