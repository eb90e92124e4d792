package dev.zeroflow.app.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.follow.ApiLogLines.Line;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.log.LogLine;
import dev.zeroflow.metadata.log.LogPart;
import dev.zeroflow.metadata.log.LogPosition;
import dev.zeroflow.metadata.log.TaskLogLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogFollowerTest {
  private static final LogPosition END = new LogPosition(7, 3);

  /** 250 lines have arrived at once. */
  private static LogPart log(LogPosition position) {
    if (position.equals(END)) {
      return new LogPart(List.of(), END);
    }
    return new LogPart(
        IntStream.range(0, 250)
            .mapToObj(i -> new LogLine(Instant.EPOCH, "stdout", "line " + i))
            .map(line -> new TaskLogLine("step", 1, line))
            .toList(),
        END);
  }

  private static List<ApiLogLines> read(String after) {
    return new LogFollower(LogFollowerTest::log, after).next();
  }

  @Test
  void whoeverGoesOnBehindAnyPartGetsTheRest() {
    List<ApiLogLines> all = read("");
    assertThat(all).hasSize(3);
    for (int i = 0; i < all.size(); i++) {
      assertThat(read(all.get(i).cursor())).isEqualTo(all.subList(i + 1, all.size()));
    }
    assertThat(all.stream().flatMap(it -> it.lines().stream()).map(Line::text)).hasSize(250);
  }

  @Test
  void anotherTextIsNoCursor() {
    assertThatThrownBy(() -> read("0-0+x")).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> read("x")).isInstanceOf(MetadataException.class);
  }
}
