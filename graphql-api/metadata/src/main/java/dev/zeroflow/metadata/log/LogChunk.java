package dev.zeroflow.metadata.log;

import java.util.List;
import java.util.UUID;

/**
 * Lines that an attempt wrote one after the other.
 *
 * @param taskPath path of the task in its run
 * @param attempt counts from 1
 * @param sequence number of the chunk in its attempt, chosen by the sender; a chunk that comes
 *     again with the same number is ignored
 */
public record LogChunk(
    String project, UUID runId, String taskPath, int attempt, long sequence, List<LogLine> lines) {
  /** Most lines in a chunk. */
  public static final int MAX_LINES = 10_000;

  public LogChunk {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          "a log chunk has 1 to " + MAX_LINES + " lines: " + lines.size());
    }
  }
}
