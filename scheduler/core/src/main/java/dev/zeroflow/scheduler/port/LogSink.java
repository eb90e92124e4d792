package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.LogLine;
import java.util.List;
import java.util.UUID;

/** Keeps what steps write. */
public interface LogSink {
  /**
   * Appends lines of one attempt. Failing to keep a line never fails a step, so nothing is thrown.
   */
  void append(String project, UUID run, String task, int attempt, List<LogLine> lines);
}
