package dev.zeroflow.app.openlineage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.openlineage.LineageSink.Answer;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.outside.LineageFeed.Position;
import dev.zeroflow.metadata.run.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageSenderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID RUN = new UUID(1, 1);

  private final FeedInMemory feed = new FeedInMemory();
  private final List<JsonNode> taken = new ArrayList<>();

  /** The sender of a server that has just started. */
  private LineageSender sender(LineageSink sink) {
    return new LineageSender(
        feed, sink, new RunEvents("ours"), "sink", "one", InstantSource.fixed(NOW));
  }

  private Answer take(byte[] event) {
    try {
      taken.add(new ObjectMapper().readTree(event));
      return Answer.TAKEN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EndedExecution execution(int number, ExecutionState state, boolean tracking) {
    var input =
        new EndedExecution.Touched(
            Direction.INPUT,
            "table",
            new UUID(3, 3),
            "t",
            "system.Dataset",
            "s3://b/in/t.csv",
            "sha256:" + "0".repeat(64),
            7);
    var output =
        new EndedExecution.Touched(
            Direction.OUTPUT, "model", new UUID(4, 4), "m", "system.Model", "", "", 0);
    UUID id = new UUID(2, number);
    return new EndedExecution(
        new Position(number, id),
        id,
        tracking ? id : RUN,
        tracking ? "run" : "fit",
        tracking ? "mine" : "fit",
        1,
        tracking,
        state,
        NOW.minusSeconds(9),
        NOW,
        tracking ? null : "train",
        tracking ? null : NOW.minusSeconds(10),
        false,
        state == ExecutionState.FAILED ? "no rows" : null,
        List.of(input, output));
  }

  private static String type(JsonNode event) {
    return event.path("eventType").asText();
  }

  private static String run(JsonNode event) {
    return event.path("run").path("runId").asText();
  }

  @Test
  void anAttemptIsToldWithItsRunAndWhatItReadAndWrote() throws InterruptedException {
    feed.executions.add(execution(1, ExecutionState.FAILED, false));
    feed.ended.add(new EndedRun(RUN, "train", RunState.FAILED, NOW, "no rows"));
    LineageSender sender = sender(this::take);
    assertThat(sender.run()).isEqualTo(LineageSender.Round.MORE);
    assertThat(sender.run()).isEqualTo(LineageSender.Round.IDLE);
    assertThat(taken)
        .extracting(LineageSenderTest::type)
        .containsExactly("START", "START", "FAIL", "FAIL");
    assertThat(taken)
        .extracting(it -> it.at("/job/name").asText())
        .containsExactly("train", "train.fit", "train.fit", "train");
    JsonNode end = taken.get(2);
    assertThat(end.at("/run/facets/parent/run/runId").asText()).isEqualTo(RUN.toString());
    assertThat(end.at("/run/facets/errorMessage/message").asText()).isEqualTo("no rows");
    assertThat(end.at("/inputs/0/namespace").asText()).isEqualTo("s3://b");
    assertThat(end.at("/inputs/0/name").asText()).isEqualTo("in/t.csv");
    assertThat(end.at("/inputs/0/facets/version/datasetVersion").asText()).startsWith("sha256:");
    assertThat(end.at("/outputs/0/facets/zeroflow_artifact/slot").asText()).isEqualTo("model");
    assertThat(end.at("/outputs/0/facets").has("version")).isFalse();
  }

  @Test
  void aTrackingRunHasNoParent() throws InterruptedException {
    feed.executions.add(execution(1, ExecutionState.COMPLETE, true));
    sender(this::take).run();
    assertThat(taken).extracting(LineageSenderTest::type).containsExactly("START", "COMPLETE");
    assertThat(taken.getFirst().at("/job/name").asText()).isEqualTo("tracking.mine");
    assertThat(taken.getFirst().at("/run/facets").has("parent")).isFalse();
  }

  @Test
  void whatIsRefusedIsLeftOutAndWhatIsBehindItIsNot() throws InterruptedException {
    feed.executions.add(execution(1, ExecutionState.COMPLETE, true));
    feed.executions.add(execution(2, ExecutionState.CANCELED, true));
    sender(
            event ->
                new String(event).contains(new UUID(2, 1).toString())
                    ? Answer.REFUSED
                    : take(event))
        .run();
    assertThat(taken).extracting(LineageSenderTest::type).containsExactly("START", "ABORT");
  }

  /** The process ends here. */
  private static final class Killed extends RuntimeException {}

  @Test
  void nothingIsLostHoweverOftenTheSinkIsAwayAndTheServerIsKilled() throws InterruptedException {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var all = new FeedInMemory();
      for (int i = 1; i <= 3 * LineageSender.BATCH; i++) {
        all.executions.add(execution(i, ExecutionState.COMPLETE, random.nextBoolean()));
      }
      all.ended.add(new EndedRun(RUN, "train", RunState.SUCCEEDED, NOW, null));
      taken.clear();
      LineageSink bad =
          event -> {
            int luck = random.nextInt(100);
            if (luck == 0) {
              throw new Killed();
            }
            return luck < 3 ? Answer.AWAY : take(event);
          };
      LineageSender.Round round = LineageSender.Round.MORE;
      while (round != LineageSender.Round.IDLE) {
        try {
          var restarted =
              new LineageSender(
                  all, bad, new RunEvents("ours"), "sink", "one", InstantSource.fixed(NOW));
          round = restarted.run();
        } catch (Killed e) {
          round = LineageSender.Round.MORE;
        }
      }
      Map<String, List<String>> told =
          taken.stream()
              .collect(
                  groupingBy(LineageSenderTest::run, mapping(LineageSenderTest::type, toList())));
      for (EndedExecution it : all.executions) {
        assertThat(told.get(it.id().toString()))
            .as("seed " + seed)
            .startsWith("START")
            .endsWith("COMPLETE");
      }
      assertThat(type(taken.getLast())).isEqualTo("COMPLETE");
      assertThat(run(taken.getLast())).as("the run ends last").isEqualTo(RUN.toString());
    }
  }
}
