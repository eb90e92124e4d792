package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.log.LogChunk;
import dev.zeroflow.metadata.log.LogLine;
import dev.zeroflow.metadata.log.LogPart;
import dev.zeroflow.metadata.log.LogPosition;
import dev.zeroflow.metadata.log.TaskLogLine;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
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

  private static List<String> texts(LogPart part) {
    return part.lines().stream().map(it -> it.line().text()).toList();
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
  void whoFollowsReadsEachLineOnceInTheOrderOfArrival() {
    logs.append(chunk("a", 0, line(9, "a1")));
    logs.append(chunk("b", 0, line(1, "b1"), line(2, "b2")));
    LogPart first = logs.readBehind(project, run, null, LogPosition.START);
    assertThat(texts(first)).containsExactly("a1", "b1", "b2");
    assertThat(texts(logs.readBehind(project, run, null, first.end()))).isEmpty();
    logs.append(chunk("b", 0, line(1, "again")));
    logs.append(chunk("a", 1, line(3, "a2")));
    LogPart second = logs.readBehind(project, run, null, LogPosition.parse(first.end() + ""));
    assertThat(texts(second)).containsExactly("a2");
    assertThat(logs.readBehind(project, run, null, second.end()).end()).isEqualTo(second.end());
    assertThat(texts(logs.readBehind(project, run, "b", LogPosition.START)))
        .containsExactly("b1", "b2");
    assertThat(texts(logs.readBehind("other", run, null, LogPosition.START))).isEmpty();
  }

  @Test
  void aPartIsLimitedAndTheNextOneGoesOn() {
    int many = LogChunk.MAX_LINES / 2 + 1;
    for (int part = 0; part < 3; part++) {
      logs.append(
          chunk(
              "a", part, Collections.nCopies(many, line(part, "" + part)).toArray(LogLine[]::new)));
    }
    var seen = new ArrayList<String>();
    LogPosition end = LogPosition.START;
    for (int part = 0; part < 3; part++) {
      LogPart read = logs.readBehind(project, run, null, end);
      assertThat(read.lines()).hasSize(many);
      seen.add(texts(read).getFirst());
      end = read.end();
    }
    assertThat(seen).containsExactly("0", "1", "2");
  }

  @Test
  void whatCommitsLateIsNotPassedOver() {
    var added = new ArrayList<String>();
    new Database(POOL)
        .transaction(
            connection -> {
              // Any statement that writes gives the transaction its number.
              Database.run(connection, "SELECT pg_current_xact_id()", Tuple.tuple());
              logs.append(chunk("a", 0, line(1, "younger")));
              added.addAll(texts(logs.readBehind(project, run, null, LogPosition.START)));
              return connection;
            });
    assertThat(added).isEmpty();
    assertThat(texts(logs.readBehind(project, run, null, LogPosition.START)))
        .containsExactly("younger");
  }

  @Test
  void anyCharacterSurvives() {
    logs.append(chunk("a", 0, line(1, "nul \u0000, quote \", line\nend, \uD83D\uDE80")));
    assertThat(read("a", 10)).containsExactly("nul \u0000, quote \", line\nend, \uD83D\uDE80");
  }
}
