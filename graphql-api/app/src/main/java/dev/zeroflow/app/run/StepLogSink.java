package dev.zeroflow.app.run;

import dev.zeroflow.contract.LogLine;
import dev.zeroflow.scheduler.port.LogSink;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/**
 * Stores the last lines of an attempt; trouble is only noted, as a step does not fail for its log.
 */
public final class StepLogSink implements LogSink {
  private static final System.Logger LOG = System.getLogger(StepLogSink.class.getName());

  private final StepLogs logs;

  public StepLogSink(StepLogs logs) {
    this.logs = logs;
  }

  @Override
  public void append(String project, UUID run, String task, int attempt, List<LogLine> lines) {
    try {
      logs.append(project, run, task, attempt, lines);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "run " + run + ", task " + task + ": log lines are lost", e);
    }
  }
}
