package dev.zeroflow.metadata.log;

import java.util.List;

/**
 * Lines that arrived one after the other.
 *
 * @param lines none if nothing has arrived
 * @param end behind the last of them
 */
public record LogPart(List<TaskLogLine> lines, LogPosition end) {
  public LogPart {
    lines = List.copyOf(lines);
  }
}
