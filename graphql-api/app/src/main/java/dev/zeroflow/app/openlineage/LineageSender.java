package dev.zeroflow.app.openlineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zeroflow.app.openlineage.LineageSink.Answer;
import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.outside.LineageFeed;
import dev.zeroflow.metadata.outside.LineageFeed.Position;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is new to a sink, a batch at a time. How far it is, is stored behind what was sent:
 * what a crash interrupts is sent again, and nothing is left out.
 */
final class LineageSender {
  private static final System.Logger LOG = System.getLogger(LineageSender.class.getName());

  /** How long another server waits for one that is gone. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** Executions, or runs, that are held in memory at once. */
  static final int BATCH = 100;

  private final LineageFeed feed;
  private final LineageSink sink;
  private final RunEvents events;
  private final String name;
  private final String holder;
  private final InstantSource clock;

  /**
   * @param name of the sink, under which is stored how far it is
   * @param holder unique among servers
   */
  LineageSender(
      LineageFeed feed,
      LineageSink sink,
      RunEvents events,
      String name,
      String holder,
      InstantSource clock) {
    this.feed = feed;
    this.sink = sink;
    this.events = events;
    this.name = name;
    this.holder = holder;
    this.clock = clock;
  }

  /** What a round came to. */
  enum Round {
    /** There may be more at once. */
    MORE,
    /** There is nothing to send, or another server sends it. */
    IDLE,
    /** The sink is not there. */
    AWAY
  }

  /** Sends the next batch. */
  Round run() throws InterruptedException {
    Instant now = clock.instant();
    Optional<Position> position = feed.claim(name, holder, now, now.plus(LEASE));
    if (position.isEmpty()) {
      return Round.IDLE;
    }
    List<EndedExecution> batch = feed.after(name, position.get(), BATCH);
    if (batch.isEmpty()) {
      return endRuns(position.get());
    }
    return send(batch, now.plus(LEASE).minus(HttpLineageSink.TIMEOUT));
  }

  private Round send(List<EndedExecution> batch, Instant deadline) throws InterruptedException {
    Set<UUID> begun = new HashSet<>();
    @Nullable Position sent = null;
    Answer answer = Answer.TAKEN;
    for (EndedExecution execution : batch) {
      boolean known = execution.runIsKnown() || begun.contains(execution.runId());
      answer = sendAll(events.of(execution, known));
      if (answer == Answer.AWAY) {
        break;
      }
      sent = execution.position();
      if (!execution.tracking()) {
        begun.add(execution.runId());
      }
      if (clock.instant().isAfter(deadline)) {
        break;
      }
    }
    if (sent != null) {
      feed.advance(name, holder, sent, begun);
    }
    return answer == Answer.AWAY ? Round.AWAY : Round.MORE;
  }

  private Round endRuns(Position position) throws InterruptedException {
    Set<UUID> told = new HashSet<>();
    Answer answer = Answer.TAKEN;
    List<EndedRun> ended = feed.endedRuns(name, position, BATCH);
    for (EndedRun run : ended) {
      answer = sendAll(List.of(events.of(run, clock.instant())));
      if (answer == Answer.AWAY) {
        break;
      }
      told.add(run.id());
    }
    if (!told.isEmpty()) {
      feed.forget(name, told);
    }
    return answer == Answer.AWAY ? Round.AWAY : ended.size() < BATCH ? Round.IDLE : Round.MORE;
  }

  /** An event that is refused is left out, or nothing behind it would ever be sent. */
  private Answer sendAll(List<ObjectNode> all) throws InterruptedException {
    for (ObjectNode event : all) {
      Answer answer = sink.send(event.toString().getBytes(StandardCharsets.UTF_8));
      if (answer == Answer.AWAY) {
        return answer;
      }
      if (answer == Answer.REFUSED) {
        LOG.log(
            Level.WARNING,
            "the OpenLineage sink refuses an event of {0}",
            event.path("job").path("name").asText());
      }
    }
    return Answer.TAKEN;
  }
}
