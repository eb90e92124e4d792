package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.log.LogChunk;
import dev.zeroflow.metadata.log.LogLine;
import dev.zeroflow.metadata.log.TaskLogLine;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgLogStoreTest extends PostgresTest {
  private final ObjectsInMemory objects = new ObjectsInMemory();
  private final PgLogStore logs = new PgLogStore(POOL, objects, "zeroflow");
  private final UUID run = UUID.randomUUID();

  private LogChunk chunk(String task, long sequence, LogLine... lines) {
    return new LogChunk(project, run, task, 1, sequence, List.of(lines));
  }

  private static LogLine line(long second, String text) {
    return new LogLine(NOW.plusSeconds(second), "stdout", text);
  }

  private List<String> read(String task, int limit) {
    return logs.read(project, run, task, limit).stream()
        .map(TaskLogLine::line)
        .map(LogLine::text)
        .toList();
  }

  @Test
  void linesOfSeveralTasksAreReadInTheOrderOfTheirTimes() {
    logs.append(chunk("a", 0, line(1, "a1"), line(4, "a2")));
    logs.append(chunk("b", 0, line(2, "b1"), line(3, "b2")));
    assertThat(read(null, 100)).containsExactly("a1", "b1", "b2", "a2");
    assertThat(read("b", 100)).containsExactly("b1", "b2");
    assertThat(logs.read("other", run, null, 100)).isEmpty();
  }

  @Test
  void aChunkThatComesAgainIsIgnored() {
    logs.append(chunk("a", 0, line(1, "first")));
    logs.append(chunk("a", 0, line(1, "first")));
    assertThat(read("a", 100)).containsExactly("first");
  }

  @Test
  void aLimitKeepsTheLastLines() {
    logs.append(chunk("a", 0, line(1, "1"), line(2, "2")));
    logs.append(chunk("a", 1, line(3, "3"), line(4, "4")));
    assertThat(read("a", 3)).containsExactly("2", "3", "4");
  }

  @Test
  void aLargeChunkGoesToTheObjectStoreAndIsReadTheSameWay() {
    String text = "x".repeat(PgLogStore.INLINE_BYTES);
    logs.append(chunk("a", 0, line(1, text)));
    logs.append(chunk("a", 0, line(1, "another text under the same number")));
    assertThat(objects.uris()).hasSize(1);
    assertThat(read("a", 10)).containsExactly(text);
  }

  @Test
  void anyCharacterSurvives() {
    logs.append(chunk("a", 0, line(1, "nul \u0000, quote \", line\nend, \uD83D\uDE80")));
    assertThat(read("a", 10)).containsExactly("nul \u0000, quote \", line\nend, \uD83D\uDE80");
  }
}
