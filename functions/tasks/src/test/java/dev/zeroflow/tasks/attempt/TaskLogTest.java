package dev.zeroflow.tasks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.LogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TaskLogTest {
  private final List<LogLine> posted = new CopyOnWriteArrayList<>();
  private boolean broken;
  private final TaskLog log = new TaskLog(InstantSource.system(), this::post);

  private final CountDownLatch arrived = new CountDownLatch(1);

  private void post(List<LogLine> lines) throws IOException {
    if (broken) {
      throw new IOException("no connection");
    }
    posted.addAll(lines);
    arrived.countDown();
  }

  @Test
  void whileAFunctionRunsItsLinesArePostedByThemselves() throws InterruptedException {
    log.start();
    log.info("progress");

    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(posted).extracting(LogLine::text).containsExactly("progress");
    assertThat(log.close()).isEmpty();
  }

  @Test
  void linesThatWerePostedAreNotInTheResult() throws InterruptedException {
    log.info("early");
    log.flush();
    log.error("late");

    assertThat(posted).extracting(LogLine::text).containsExactly("early");
    assertThat(log.close()).extracting(LogLine::text, LogLine::stream).containsExactly(late());
  }

  private static Tuple late() {
    return Tuple.tuple("late", "stderr");
  }

  @Test
  void linesThatCouldNotBePostedKeepTheirOrder() throws InterruptedException {
    broken = true;
    log.info("a");
    log.flush();
    log.info("b");

    assertThat(log.close()).extracting(LogLine::text).containsExactly("a", "b");
  }

  @Test
  void aFloodEndsWithANote() {
    for (int i = 0; i < TaskLog.MAX_LINES + 100; i++) {
      log.info("line " + i);
    }

    List<LogLine> lines = log.close();
    assertThat(lines).hasSize(TaskLog.MAX_LINES);
    assertThat(lines.getLast().text()).contains("Later lines are not kept");
  }

  @Test
  void aLongLineIsCutAtAWholeCharacter() {
    log.info("€".repeat(5_000));
    log.info("x".repeat(TaskLog.MAX_LINE_BYTES));

    List<LogLine> lines = log.close();
    String cut = lines.getFirst().text();
    assertThat(cut).endsWith("€ [cut]");
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(TaskLog.MAX_LINE_BYTES + " [cut]".length());
    assertThat(lines.getLast().text()).hasSize(TaskLog.MAX_LINE_BYTES);
  }
}
