package dev.zeroflow.app.follow;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.metadata.log.LogPart;
import dev.zeroflow.metadata.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a log in small parts, so that a slow client keeps little of it in memory. A place is a
 * position, and how many of the lines behind it are read: those are the same whenever they are
 * read.
 */
final class LogFollower {
  static final int MAX_LINES = 100;

  private final Function<LogPosition, LogPart> log;
  private LogPosition position;
  private int read;

  /**
   * Goes on where another one was.
   *
   * @param after cursor of lines; blank for the first line
   * @throws BadInputException if it is none
   */
  LogFollower(Function<LogPosition, LogPart> log, String after) {
    this.log = log;
    int end = after.indexOf('+');
    this.position = LogPosition.parse(end < 0 ? after : after.substring(0, end));
    this.read = end < 0 ? 0 : number(after.substring(end + 1));
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,7}")) {
      throw new BadInputException("after is not a cursor of this server");
    }
    return Integer.parseInt(text);
  }

  /** What has arrived; nothing if nothing has. */
  List<ApiLogLines> next() {
    LogPart part = log.apply(position);
    var lines = part.lines().stream().map(ApiLogLines.Line::of).toList();
    List<ApiLogLines> parts = new ArrayList<>();
    for (int from = Math.min(read, lines.size()); from < lines.size(); from += MAX_LINES) {
      int to = Math.min(lines.size(), from + MAX_LINES);
      String cursor = to < lines.size() ? position + "+" + to : part.end().toString();
      parts.add(new ApiLogLines(cursor, lines.subList(from, to)));
    }
    position = part.end();
    read = 0;
    return parts;
  }
}
