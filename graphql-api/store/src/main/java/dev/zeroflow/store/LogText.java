package dev.zeroflow.store;

import dev.zeroflow.metadata.log.LogLine;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;

/**
 * The stored form of log lines: a JSON array of {@code [time, stream, text]}. JSON escapes what a
 * text column of Postgres cannot hold, and lines that contain line ends.
 */
final class LogText {
  private LogText() {}

  static String write(List<LogLine> lines) {
    JsonArray array = new JsonArray();
    for (LogLine line : lines) {
      array.add(JsonArray.of(line.time().toString(), line.stream(), line.text()));
    }
    return array.encode();
  }

  static List<LogLine> read(String text) {
    return new JsonArray(text).stream().map(line -> line((JsonArray) line)).toList();
  }

  private static LogLine line(JsonArray line) {
    return new LogLine(Instant.parse(line.getString(0)), line.getString(1), line.getString(2));
  }
}
