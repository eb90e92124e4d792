package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.outside.LineageFeed.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgLineageFeedTest extends PostgresTest {
  private final PgLineageFeed feed = new PgLineageFeed(POOL);
  private final Database database = new Database(POOL);

  /** Every test has a sink of its own. */
  private final String sink = project;

  private Position begin() {
    return feed.claim(sink, "one", NOW, NOW.plusSeconds(60)).orElseThrow();
  }

  private UUID ended(ExecutionState state) {
    UUID id = UUID.randomUUID();
    Lineages.write(List.of(Lineages.execution(project, id, state, NOW)));
    return id;
  }

  /** What the feed has of this test; others write into the same tables. */
  private List<EndedExecution> mine(Position from) {
    List<EndedExecution> mine = new ArrayList<>();
    Position at = from;
    while (true) {
      List<EndedExecution> page = feed.after(sink, at, 7);
      if (page.isEmpty()) {
        return mine;
      }
      page.stream().filter(it -> it.runId().equals(run())).forEach(mine::add);
      at = page.getLast().position();
    }
  }

  private UUID run() {
    return Lineages.execution(project, UUID.randomUUID(), ExecutionState.NEW, null).runId();
  }

  @Test
  void aNewSinkBeginsWithWhatEndsFromNowOn() {
    ended(ExecutionState.COMPLETE);
    Position start = begin();
    UUID fresh = ended(ExecutionState.FAILED);
    assertThat(mine(start)).extracting(EndedExecution::id).containsExactly(fresh);
  }

  @Test
  void nothingComesInBehindWhatWasRead() {
    Position start = begin();
    UUID late = UUID.randomUUID();
    database.transaction(
        connection -> {
          Lineages.write(
              connection, List.of(Lineages.execution(project, late, ExecutionState.COMPLETE, NOW)));
          ended(ExecutionState.COMPLETE);
          assertThat(mine(start)).as("an earlier transaction is still open").isEmpty();
          return late;
        });
    assertThat(mine(start)).hasSize(2).extracting(EndedExecution::id).contains(late);
  }

  @Test
  void anExecutionIsToldWhenItHasEnded() {
    Position start = begin();
    UUID id = UUID.randomUUID();
    Lineages.write(List.of(Lineages.execution(project, id, ExecutionState.RUNNING, null)));
    assertThat(mine(start)).isEmpty();
    var data = Lineages.artifact(project, "data");
    Lineages.write(
        List.of(
            new ArtifactRecorded(data),
            Lineages.edge(project, id, data, Direction.INPUT),
            Lineages.execution(project, id, ExecutionState.COMPLETE, NOW)));
    EndedExecution told = mine(start).getFirst();
    assertThat(told.id()).isEqualTo(id);
    assertThat(told.touched())
        .containsExactly(
            new EndedExecution.Touched(
                Direction.INPUT,
                "data",
                data.id(),
                "data",
                data.type(),
                data.uri(),
                data.digest(),
                data.size()));
  }

  @Test
  void oneHolderAtATimeMovesASinkOn() {
    Position start = begin();
    assertThat(feed.claim(sink, "two", NOW.plusSeconds(30), NOW.plusSeconds(90))).isEmpty();
    assertThat(feed.claim(sink, "two", NOW.plusSeconds(61), NOW.plusSeconds(121))).isPresent();
    var next = new Position(start.changedIn() + 1, UUID.randomUUID());
    assertThat(feed.advance(sink, "one", next, List.of(run()))).isFalse();
    assertThat(feed.endedRuns(sink, next, 9)).isEmpty();
    assertThat(feed.advance(sink, "two", next, List.of(run()))).isTrue();
    assertThat(feed.claim(sink, "two", NOW, NOW)).contains(next);
  }

  @Test
  void aRunIsToldToHaveEndedWhenNothingOfItIsLeft() {
    Position start = begin();
    ended(ExecutionState.COMPLETE);
    feed.advance(sink, "one", start, List.of(run()));
    assertThat(feed.endedRuns(sink, start, 9)).as("one of its tasks is left").isEmpty();
    Position end = mine(start).getLast().position();
    assertThat(feed.endedRuns(sink, end, 9))
        .as("a run that was deleted")
        .containsExactly(new EndedRun(run(), null, null, null, null));
    feed.forget(sink, List.of(run()));
    assertThat(feed.endedRuns(sink, end, 9)).isEmpty();
  }
}
