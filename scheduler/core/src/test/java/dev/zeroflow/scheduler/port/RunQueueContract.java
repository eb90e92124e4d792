package dev.zeroflow.scheduler.port;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.RunQueue.Answered;
import dev.zeroflow.scheduler.port.RunQueue.Posted;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunQueue} does. */
public abstract class RunQueueContract {
  private static final List<String> NONE = List.of();
  protected static final List<Integer> ALL = IntStream.range(0, ShardClaim.SHARDS).boxed().toList();
  private static final String PROJECT = "default";
  private static final RunEvent.Requested CANCEL = new RunEvent.CancelRequested();

  protected StoreUnderTest store;
  protected RunQueue queue;
  private Owner owner;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    queue = store.queue();
    owner = new Owner(store, "one");
  }

  protected UUID submit() {
    return store.runs().submit(Submissions.of(Submissions.ONE));
  }

  @Test
  void anEmptyQueueHasNothing() {
    assertThat(queue.pending(ALL, NONE, 10)).isEmpty();
    assertThat(queue.unfinished(ALL)).isEmpty();
    assertThat(queue.requests(ALL, 10)).isEmpty();
    assertThat(queue.answer(17)).isEmpty();
  }

  @Test
  void urgentRunsComeFirstThenTheOldest() {
    UUID first = submit();
    store.pass().accept(Duration.ofSeconds(1));
    UUID urgent = store.runs().submit(Submissions.urgent(5));
    store.pass().accept(Duration.ofSeconds(1));
    UUID second = submit();
    UUID patient = store.runs().submit(Submissions.urgent(-1));
    assertThat(queue.pending(ALL, NONE, 10)).containsExactly(urgent, first, second, patient);
    assertThat(queue.pending(ALL, NONE, 2)).containsExactly(urgent, first);
    assertThat(queue.pending(ALL, List.of("default"), 10)).as("without their project").isEmpty();
  }

  @Test
  void onlyTheRunsOfTheShardsAreSeen() {
    List<UUID> pending = new ArrayList<>();
    List<UUID> unfinished = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pending.add(submit());
      UUID started = submit();
      owner.commit(started, START);
      unfinished.add(started);
      queue.post(PROJECT, started, CANCEL);
    }
    for (UUID run : pending) {
      assertThat(queue.pending(List.of(ShardClaim.shardOf(run)), NONE, 100))
          .contains(run)
          .allMatch(it -> ShardClaim.shardOf(it) == ShardClaim.shardOf(run));
    }
    for (UUID run : unfinished) {
      List<Integer> shard = List.of(ShardClaim.shardOf(run));
      assertThat(queue.unfinished(shard))
          .contains(run)
          .allMatch(it -> ShardClaim.shardOf(it) == ShardClaim.shardOf(run));
      assertThat(queue.requests(shard, 100)).extracting(Posted::run).contains(run);
    }
    assertThat(queue.pending(List.of(), NONE, 100)).isEmpty();
    assertThat(queue.unfinished(List.of())).isEmpty();
    assertThat(queue.requests(List.of(), 100)).isEmpty();
  }

  @Test
  void aRunIsPendingThenUnfinishedThenNeither() {
    UUID run = submit();
    assertThat(queue.pending(ALL, NONE, 10)).containsExactly(run);
    assertThat(queue.unfinished(ALL)).isEmpty();
    owner.commit(run, START, slot("a"));
    assertThat(queue.pending(ALL, NONE, 10)).isEmpty();
    assertThat(queue.unfinished(ALL)).containsExactly(run);
    owner.commit(run, new RunEvent.PauseRequested());
    assertThat(queue.unfinished(ALL)).containsExactly(run);
    owner.commit(run, new RunEvent.CancelRequested());
    assertThat(owner.load(run).run().state()).isEqualTo(RuntimeState.CANCELING);
    assertThat(queue.unfinished(ALL)).containsExactly(run);
    owner.commit(run, succeeded("a"));
    assertThat(queue.unfinished(ALL)).isEmpty();
  }

  @Test
  void everyRequestIsHandedOnAsItWasAsked() {
    List<RunEvent.Requested> asked =
        List.of(
            new RunEvent.PauseRequested(),
            new RunEvent.ResumeRequested(),
            new RunEvent.PriorityRequested(-3),
            new RunEvent.CancelRequested(),
            new RunEvent.RerunRequested());
    List<Posted> expected = new ArrayList<>();
    for (RunEvent.Requested request : asked) {
      UUID run = submit();
      expected.add(new Posted(queue.post(PROJECT, run, request).orElseThrow(), run, request));
    }
    assertThat(queue.requests(ALL, 10)).isEqualTo(expected);
    assertThat(queue.requests(ALL, 2)).isEqualTo(expected.subList(0, 2));
  }

  @Test
  void nobodyCanAskAnythingOfARunThatIsNotThere() {
    assertThat(queue.post(PROJECT, UUID.randomUUID(), CANCEL)).isEmpty();
    assertThat(queue.requests(ALL, 10)).isEmpty();
  }

  @Test
  void nobodyCanAskAnythingOfARunOfAnotherProject() {
    assertThat(queue.post("another", submit(), CANCEL)).isEmpty();
    assertThat(queue.requests(ALL, 10)).isEmpty();
  }

  @Test
  void aRequestIsOpenUntilItIsAnswered() {
    UUID run = submit();
    long done = queue.post(PROJECT, run, CANCEL).orElseThrow();
    long refused = queue.post(PROJECT, run, CANCEL).orElseThrow();
    assertThat(queue.answer(done)).isEmpty();
    queue.refuse(List.of(new RunCommit.Answer(refused, "it has ended")));
    assertThat(queue.answer(refused)).contains(new Answered("it has ended"));
    assertThat(queue.requests(ALL, 10)).extracting(Posted::id).containsExactly(done);
    queue.refuse(List.of(new RunCommit.Answer(done, null)));
    assertThat(queue.answer(done)).contains(new Answered(null));
    assertThat(queue.requests(ALL, 10)).isEmpty();
  }

  @Test
  void theFirstAnswerStays() {
    long request = queue.post(PROJECT, submit(), CANCEL).orElseThrow();
    queue.refuse(List.of(new RunCommit.Answer(request, null)));
    queue.refuse(List.of(new RunCommit.Answer(request, "too late")));
    queue.refuse(List.of());
    queue.refuse(List.of(new RunCommit.Answer(request + 1000, "nobody asked")));
    assertThat(queue.answer(request)).contains(new Answered(null));
  }

  @Test
  void anAnswerComesWithItsDecision() {
    UUID run = submit();
    long request = queue.post(PROJECT, run, CANCEL).orElseThrow();
    Decision.Change change = decide(owner.load(run), CANCEL);
    var commit = owner.ready(change, new RunCommit.Answer(request, null));
    assertThat(store.runs().commit(List.of(commit))).containsExactly(CommitResult.COMMITTED);
    assertThat(queue.answer(request)).contains(new Answered(null));
  }

  @Test
  void aDecisionThatIsNotCommittedAnswersNothing() {
    UUID run = submit();
    RunSnapshot stale = owner.load(run);
    owner.commit(run, START);
    owner.commit(run, slot("a"));
    long request = queue.post(PROJECT, run, CANCEL).orElseThrow();
    var commit = owner.ready(decide(stale, CANCEL), new RunCommit.Answer(request, null));
    assertThat(store.runs().commit(List.of(commit))).containsExactly(CommitResult.CONFLICT);
    assertThat(queue.answer(request)).isEmpty();
    assertThat(queue.requests(ALL, 10)).hasSize(1);
  }
}
