package dev.zeroflow.app.run;

import dev.zeroflow.contract.LogLine;
import dev.zeroflow.metadata.log.LogChunk;
import dev.zeroflow.metadata.log.LogStore;
import java.lang.System.Logger.Level;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Stores the lines that an attempt sends; the time of the first line numbers the chunk, so that a repeated one is known. */
public final class StepLogs {
  private static final System.Logger LOG = System.getLogger(StepLogs.class.getName());

  private final LogStore store;

  public StepLogs(LogStore store) {
    this.store = store;
  }

  /** Stores the lines in chunks. */
  public void append(String project, UUID run, String task, int attempt, List<LogLine> lines) {
    for (int from = 0; from < lines.size(); from += LogChunk.MAX_LINES) {
      List<LogLine> part = lines.subList(from, Math.min(lines.size(), from + LogChunk.MAX_LINES));
      long sequence = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, part.getFirst().time());
      store.append(
          new LogChunk(project, run, task, attempt, sequence, part.stream().map(StepLogs::line).toList()));
    }
  }

  /** As {@link #append}, but trouble is only noted: a step does not fail for its log. */
  void appendIfPossible(String project, UUID run, String task, int attempt, List<LogLine> lines) {
    try {
      append(project, run, task, attempt, lines);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "run {0}, task {1}: {2} log lines are lost: {3}", run, task, lines.size(), e);
    }
  }

  private static dev.zeroflow.metadata.log.LogLine line(LogLine line) {
    return new dev.zeroflow.metadata.log.LogLine(line.time(), line.stream(), line.text());
  }
}
