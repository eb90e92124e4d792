package dev.zeroflow.app.run;

import dev.zeroflow.contract.LogLine;
import dev.zeroflow.metadata.log.LogChunk;
import dev.zeroflow.metadata.log.LogStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Stores the lines that an attempt sends; the time of the first line numbers the chunk, so that a
 * repeated one is known.
 */
public final class StepLogs {
  private final LogStore store;

  public StepLogs(LogStore store) {
    this.store = store;
  }

  /** Stores the lines in chunks. */
  public void append(String project, UUID run, String task, int attempt, List<LogLine> lines) {
    for (int from = 0; from < lines.size(); from += LogChunk.MAX_LINES) {
      List<LogLine> part = lines.subList(from, Math.min(lines.size(), from + LogChunk.MAX_LINES));
      long sequence = ChronoUnit.MICROS.between(Instant.EPOCH, part.getFirst().time());
      store.append(
          new LogChunk(
              project, run, task, attempt, sequence, part.stream().map(StepLogs::line).toList()));
    }
  }

  private static dev.zeroflow.metadata.log.LogLine line(LogLine line) {
    return new dev.zeroflow.metadata.log.LogLine(line.time(), line.stream(), line.text());
  }
}
