package dev.zeroflow.scheduler.port;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.failed;
import static dev.zeroflow.scheduler.port.Events.hit;
import static dev.zeroflow.scheduler.port.Events.miss;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.LEASE;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} does. */
public abstract class RunStoreContract {
  private static final TaskError ERROR =
      new TaskError("INTERNAL", ErrorCategory.INTERNAL, "broke", "at x\n");

  /** JSON values that stores are known to damage. */
  private static final Map<String, Object> AWKWARD =
      members(
          "whole",
          3L,
          "real",
          0.1,
          "tiny",
          1e-7,
          "huge",
          Long.MAX_VALUE,
          "beyond",
          1e300,
          "null",
          null,
          "text",
          "naïve \"quoted\" \\ \n 日本 🙂 {{$}} $1 %s",
          "nested",
          Arrays.asList(1L, 2.5, null, members("a", null, "b", List.of(List.of(), Map.of())), true),
          "",
          false);

  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a");
            root.task("b").after("a");
          });

  protected StoreUnderTest store;
  protected Owner owner;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    owner = new Owner(store, "one");
  }

  protected RunSnapshot load(UUID run) {
    return owner.load(run);
  }

  protected UUID submit(PipelineText pipeline) {
    return store.runs().submit(Submissions.of(pipeline));
  }

  /** Submits a run of {@link Submissions#ONE} or of one that begins with {@code a}; starts that. */
  protected UUID started(PipelineText pipeline) {
    UUID run = submit(pipeline);
    assertThat(owner.commit(run, START, slot("a"))).isEqualTo(CommitResult.COMMITTED);
    return run;
  }

  /** Commits what the events lead to and requires that it is loaded as it was decided. */
  private void commitAndLoad(UUID run, RunEvent... events) {
    Decision.Change change = decide(load(run), events);
    assertThat(owner.commit(change)).isEqualTo(CommitResult.COMMITTED);
    RunSnapshot loaded = load(run);
    assertThat(loaded.run()).isEqualTo(change.next().committed().run());
    assertThat(loaded.tasks()).isEqualTo(change.next().tasks());
    assertThat(TransitionLog.fold(store.log().apply(run))).isEqualTo(TransitionLog.states(loaded));
  }

  @Test
  void aSubmittedRunIsLoadedAsItWas() {
    NewRun submitted =
        Submissions.of(
            Submissions.ONE.json(),
            "default",
            AWKWARD,
            new RunOptions(false, "gs://root"),
            -7,
            "k");
    assertThat(store.runs().submit(submitted)).isEqualTo(submitted.id());
    RunSnapshot loaded = load(submitted.id());
    Run run = loaded.run();
    assertThat(run.project()).isEqualTo("default");
    assertThat(run.name()).isEqualTo("a run");
    assertThat(run.pipeline()).isEqualTo("test");
    assertThat(run.reason()).isEqualTo(submitted.reason());
    assertThat(run.options()).isEqualTo(new RunOptions(false, "gs://root"));
    assertThat(run.priority()).isEqualTo(-7);
    assertThat(run.state()).isEqualTo(RuntimeState.PENDING);
    assertThat(run.version()).isZero();
    assertThat(run.parameters()).isEqualTo(AWKWARD);
    assertThat(Json.write(run.parameters())).isEqualTo(Json.write(AWKWARD));
    assertThat(loaded.tasks()).isEmpty();
    assertThat(loaded.pipeline()).isEqualTo(Submissions.ONE.parse());
  }

  @Test
  void aSubmissionIsReadAsItWasMade() {
    var options = new RunOptions(false, "gs://root");
    String document = Submissions.ONE.json();
    for (String key : Arrays.asList("k", null)) {
      NewRun made = Submissions.of(document, "default", AWKWARD, options, -7, key);
      store.runs().submit(made);
      assertThat(store.runs().submission(made.id())).contains(made);
    }
  }

  @Test
  void aSubmissionIsReadWithThePresentPriority() {
    UUID run = started(Submissions.ONE);
    owner.commit(run, new RunEvent.PriorityRequested(3));
    NewRun made = store.runs().submission(run).orElseThrow();
    assertThat(made.priority()).isEqualTo(3);
    assertThat(made.document()).isEqualTo(Submissions.ONE.json());
  }

  @Test
  void theSubmissionOfADocumentThatNobodyCanReadIsStillThere() {
    NewRun made = Submissions.of("{", "default", Map.of(), RunOptions.DEFAULT, 0, null);
    store.runs().submit(made);
    assertThat(store.runs().submission(made.id())).contains(made);
  }

  @Test
  void anUnknownRunIsNotThere() {
    UUID unknown = UUID.randomUUID();
    assertThat(store.runs().submission(unknown)).isEmpty();
    assertThat(store.runs().load(unknown)).isEmpty();
    assertThat(store.runs().isCurrent(unknown, "a", 1)).isFalse();
    store.runs().bury(unknown, owner.claimOf(unknown), ERROR);
  }

  @Test
  void theSameKeyIsTheSameRun() {
    UUID first = store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of("n", 1L), "k"));
    UUID again = store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of("n", 2L), "k"));
    assertThat(again).isEqualTo(first);
    assertThat(load(first).run().parameters()).containsEntry("n", 1L);
  }

  @Test
  void aRepeatedSubmissionIsTheSameRunWithAndWithoutAKey() {
    NewRun plain = Submissions.of(Submissions.ONE);
    NewRun keyed = Submissions.of(Submissions.ONE, "p", Map.of(), "k");
    for (NewRun run : List.of(plain, keyed)) {
      assertThat(store.runs().submit(run)).isEqualTo(run.id());
      owner.commit(run.id(), START);
      RunSnapshot before = load(run.id());
      assertThat(store.runs().submit(run)).isEqualTo(run.id());
      assertThat(load(run.id())).isEqualTo(before);
    }
  }

  @Test
  void anotherProjectOrNoKeyIsAnotherRun() {
    Set<UUID> runs = new HashSet<>();
    for (String project : List.of("p", "q")) {
      runs.add(store.runs().submit(Submissions.of(Submissions.ONE, project, Map.of(), "k")));
      runs.add(store.runs().submit(Submissions.of(Submissions.ONE, project, Map.of(), null)));
      runs.add(store.runs().submit(Submissions.of(Submissions.ONE, project, Map.of(), null)));
    }
    assertThat(runs).hasSize(6);
  }

  @Test
  void submissionsOfOneKeyAtTheSameTimeAreOneRun() throws Exception {
    List<Future<UUID>> submitted = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        submitted.add(
            threads.submit(
                () -> store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of(), "k"))));
      }
    }
    Set<UUID> runs = new HashSet<>();
    for (Future<UUID> each : submitted) {
      runs.add(each.get());
    }
    assertThat(runs).hasSize(1);
  }

  @Test
  void aCommittedChangeIsLoadedAsItWasDecided() {
    UUID run =
        submit(
            PipelineText.with(
                root -> {
                  root.task("good").outputParameter("n", "STRUCT").outputArtifact("table");
                  root.task("bad").parameter("text", "STRING", constant("it's"));
                  root.task("waits").retry(1, "1s");
                  root.graph("g", inner -> inner.task("x"));
                  root.task("loop").forEach("item", "STRING", "p", "q");
                }));
    commitAndLoad(run, START);
    commitAndLoad(run, slot("good"), slot("bad"), slot("waits"), slot("g/x"), slot("loop/0"));
    commitAndLoad(
        run,
        new RunEvent.AttemptSucceeded(
            "good",
            1,
            new Values(Map.of("n", AWKWARD), Map.of("table", List.of(artifact()))),
            List.of(new MetricValue("accuracy", 0.5, 0)),
            new AttemptFigures(true, new Timings(1.5, 2.25, 3))));
    commitAndLoad(
        run, failed("bad", new TaskError("BAD_TABLE", ErrorCategory.RESOURCE, "row 3", "at x\n")));
    commitAndLoad(run, failed("waits"));
    assertThat(load(run).tasks().get("waits").dueAt()).isNotNull();
    commitAndLoad(run, succeeded("g/x"), succeeded("loop/0"));
    Task good = load(run).tasks().get("good");
    assertThat(Json.write(good.outputs().parameters().get("n"))).isEqualTo(Json.write(AWKWARD));
  }

  private static ArtifactRef artifact() {
    return new ArtifactRef(
        new UUID(3, 4),
        "table",
        "system.Dataset",
        "s3://bucket/key with space",
        "sha256:" + "a".repeat(64),
        1L << 40,
        AWKWARD);
  }

  @Test
  void whatTheCacheSaidIsLoadedAsItWasDecided() {
    UUID run =
        submit(
            PipelineText.with(
                root -> {
                  root.task("asked").caching(null);
                  root.task("given").caching(null).outputParameter("n", "NUMBER_INTEGER");
                }));
    commitAndLoad(run, START);
    commitAndLoad(run, miss("asked", "f1", Map.of("component", "a", "inputs", "b")));
    commitAndLoad(run, hit("given", "f2", new UUID(1, 2), new Values(Map.of("n", 3L), Map.of())));
    commitAndLoad(run, slot("asked"), succeeded("asked"));
    assertThat(load(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
  }

  @Test
  void aRunThatIsOpenedAgainIsLoadedAsItWasDecided() {
    UUID run = started(TWO);
    commitAndLoad(run, failed("a"));
    assertThat(load(run).run().state()).isEqualTo(RuntimeState.FAILED);
    commitAndLoad(run, new RunEvent.RerunRequested());
    assertThat(load(run).run().state()).isEqualTo(RuntimeState.RUNNING);
    assertThat(store.queue().unfinished(allShards())).containsExactly(run);
    commitAndLoad(run, slot("a"));
    commitAndLoad(run, new RunEvent.CancelRequested());
  }

  private static List<Integer> allShards() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < ShardClaim.SHARDS; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void theDeadlineAndTheErrorOfARunAreKept() {
    UUID run = started(Submissions.ONE);
    Decision.Change change = decide(load(run), new RunEvent.Poisoned(ERROR));
    Run r = change.next().run();
    var late =
        new Run(
            r.id(),
            r.project(),
            r.name(),
            r.pipeline(),
            r.parameters(),
            r.reason(),
            r.options(),
            r.state(),
            r.version(),
            42,
            r.createdAt(),
            r.startedAt(),
            Owner.NOW.plusSeconds(60),
            r.finishedAt(),
            r.error(),
            "a");
    var next = RunSnapshot.of(late, change.next().pipeline(), change.next().tasks().values());
    owner.commit(
        new Decision.Change(
            next, change.tasks(), change.transitions(), change.lineage(), change.commands()));
    assertThat(load(run).run()).isEqualTo(late.committed());
    assertThat(load(run).run().error()).isEqualTo(ERROR);
  }

  @Test
  void aCommitOfNothingIsNothing() {
    assertThat(store.runs().commit(List.of())).isEmpty();
  }

  @Test
  void decisionsAboutManyRunsAreCommittedTogether() {
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      runs.add(submit(TWO));
    }
    List<RunCommit> commits =
        runs.stream().map(run -> owner.ready(decide(load(run), START, slot("a")))).toList();
    assertThat(store.runs().commit(commits)).containsOnly(CommitResult.COMMITTED).hasSize(40);
    for (int i = 0; i < 40; i++) {
      assertThat(load(runs.get(i)).tasks()).isEqualTo(commits.get(i).change().next().tasks());
    }
  }

  @Test
  void aConflictKeepsNobodyElseFromBeingCommitted() {
    UUID first = submit(TWO);
    UUID second = submit(TWO);
    UUID third = submit(TWO);
    List<RunCommit> commits =
        List.of(
            owner.ready(decide(load(first), START, slot("a"))),
            owner.ready(decide(load(second), START, slot("a"))),
            owner.ready(decide(load(third), START, slot("a"))));
    owner.commit(second, START);
    owner.commit(second, slot("a"));
    RunSnapshot before = load(second);
    assertThat(store.runs().commit(commits))
        .containsExactly(CommitResult.COMMITTED, CommitResult.CONFLICT, CommitResult.COMMITTED);
    assertThat(load(first).tasks().get("a").state()).isEqualTo(RuntimeState.RUNNING);
    assertThat(load(second)).isEqualTo(before);
    assertThat(load(third).tasks().get("a").state()).isEqualTo(RuntimeState.RUNNING);
  }

  @Test
  void aRunThatIsNotThereIsAConflict() {
    RunSnapshot known = load(submit(TWO));
    Run r = known.run();
    var unknown =
        new Run(
            UUID.randomUUID(),
            r.project(),
            r.name(),
            r.pipeline(),
            r.parameters(),
            r.reason(),
            r.options(),
            r.state(),
            r.version(),
            r.priority(),
            r.createdAt(),
            null,
            null,
            null,
            null,
            null);
    Decision.Change change = decide(RunSnapshot.of(unknown, known.pipeline()), START);
    assertThat(owner.commit(change)).isEqualTo(CommitResult.CONFLICT);
  }

  @Test
  void aRepeatedCommitIsCommittedAndWritesNothingTwice() {
    UUID run = started(TWO);
    UUID other = submit(TWO);
    RunCommit commit = owner.ready(decide(load(run), succeeded("a"), slot("b")));
    assertThat(store.runs().commit(List.of(commit))).containsExactly(CommitResult.COMMITTED);
    RunSnapshot after = load(run);
    List<Transition> log = store.log().apply(run);
    assertThat(store.runs().commit(List.of(commit, owner.ready(decide(load(other), START)))))
        .containsExactly(CommitResult.COMMITTED, CommitResult.COMMITTED);
    assertThat(load(run)).isEqualTo(after);
    assertThat(store.log().apply(run)).isEqualTo(log);
    assertThat(load(other).run().state()).isEqualTo(RuntimeState.RUNNING);
  }

  @Test
  void ofManyRepetitionsAtTheSameTimeOneIsWritten() throws Exception {
    UUID run = started(Submissions.ONE);
    RunSnapshot base = load(run);
    RunCommit commit = owner.ready(decide(base, succeeded("a")));
    List<Future<List<CommitResult>>> commits = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        commits.add(threads.submit(() -> store.runs().commit(List.of(commit))));
      }
    }
    for (Future<List<CommitResult>> each : commits) {
      assertThat(each.get()).containsExactly(CommitResult.COMMITTED);
    }
    assertThat(load(run).run().version()).isEqualTo(base.run().version() + 1);
    assertThat(TransitionLog.fold(store.log().apply(run)))
        .isEqualTo(TransitionLog.states(load(run)));
  }

  @Test
  void aChangeThatWasDecidedOnAnOlderVersionWritesNothing() {
    UUID run = started(TWO);
    Decision.Change stale = decide(load(run), succeeded("a"));
    owner.commit(run, new RunEvent.PriorityRequested(1));
    owner.commit(run, new RunEvent.PriorityRequested(2));
    RunSnapshot before = load(run);
    assertThat(owner.commit(stale)).isEqualTo(CommitResult.CONFLICT);
    assertThat(load(run)).isEqualTo(before);
    assertThat(owner.commit(run, succeeded("a"))).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void whoeverHasLostTheShardWritesNothing() {
    UUID run = started(TWO);
    RunSnapshot before = load(run);
    Decision.Change change = decide(before, succeeded("a"));
    store.pass().accept(LEASE.plusSeconds(1));
    var next = new Owner(store, "two");
    assertThat(next.claimOf(run).generation()).isGreaterThan(owner.claimOf(run).generation());
    assertThat(owner.commit(change)).isEqualTo(CommitResult.FENCED);
    assertThat(load(run)).isEqualTo(before);
    assertThat(next.commit(change)).isEqualTo(CommitResult.COMMITTED);
    assertThat(owner.commit(run, slot("b"))).isEqualTo(CommitResult.FENCED);
  }

  @Test
  void aCommitIsStillKnownWhenTheShardHasBeenClaimedSince() {
    UUID run = started(TWO);
    Decision.Change change = decide(load(run), succeeded("a"));
    assertThat(owner.commit(change)).isEqualTo(CommitResult.COMMITTED);
    store.pass().accept(LEASE.plusSeconds(1));
    var next = new Owner(store, "two");
    assertThat(owner.commit(change)).isEqualTo(CommitResult.COMMITTED);
    assertThat(next.commit(change)).isEqualTo(CommitResult.CONFLICT);
  }

  @Test
  void aFencedCommitKeepsNobodyElseFromBeingCommitted() {
    UUID lost = started(TWO);
    RunCommit old = owner.ready(decide(load(lost), succeeded("a")));
    store.pass().accept(LEASE.plusSeconds(1));
    var next = new Owner(store, "two");
    UUID other = submit(TWO);
    assertThat(store.runs().commit(List.of(old, next.ready(decide(load(other), START)))))
        .containsExactly(CommitResult.FENCED, CommitResult.COMMITTED);
  }

  @Test
  void commitsThatNobodyCanMeanAreDefects() {
    UUID run = submit(TWO);
    RunCommit commit = owner.ready(decide(load(run), START));
    assertThatThrownBy(() -> store.runs().commit(List.of(commit, commit)))
        .isInstanceOf(IllegalArgumentException.class);
    var foreign = new ShardClaim((ShardClaim.shardOf(run) + 1) % ShardClaim.SHARDS, 1);
    assertThatThrownBy(
            () -> store.runs().commit(List.of(new RunCommit(foreign, commit.change(), List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(load(run).run().version()).isZero();
  }

  @Test
  void onlyTheRunningAttemptIsCurrent() {
    UUID run = submit(Submissions.ONE);
    assertThat(store.runs().isCurrent(run, "a", 1)).isFalse();
    owner.commit(run, START, slot("a"));
    assertThat(store.runs().isCurrent(run, "a", 1)).isTrue();
    assertThat(store.runs().isCurrent(run, "a", 0)).isFalse();
    assertThat(store.runs().isCurrent(run, "a", 2)).isFalse();
    assertThat(store.runs().isCurrent(run, "b", 1)).isFalse();
    assertThat(store.runs().inputs(run, "a", 1)).contains(load(run).tasks().get("a").inputs());
    assertThat(store.runs().inputs(run, "a", 2)).isEmpty();
    owner.commit(run, new RunEvent.PauseRequested());
    assertThat(store.runs().isCurrent(run, "a", 1)).isTrue();
    owner.commit(run, succeeded("a"));
    assertThat(store.runs().isCurrent(run, "a", 1)).isFalse();
  }

  @Test
  void aBuriedRunHasFailedWithEverythingThatWasOpenInIt() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("waits").retry(1, "600s");
                  root.task("b").after("a");
                  root.task("done");
                }));
    owner.commit(run, slot("done"), succeeded("done"), slot("waits"), failed("waits"));
    store.runs().bury(run, owner.claimOf(run), ERROR);
    RunSnapshot buried = load(run);
    assertThat(buried.run().state()).isEqualTo(RuntimeState.FAILED);
    assertThat(buried.run().error()).isEqualTo(ERROR);
    assertThat(buried.run().finishedAt()).isNotNull();
    assertThat(TransitionLog.states(buried))
        .containsEntry("a", RuntimeState.CANCELED)
        .containsEntry("waits", RuntimeState.CANCELED)
        .containsEntry("b", RuntimeState.CANCELED)
        .containsEntry("done", RuntimeState.SUCCEEDED);
    assertThat(TransitionLog.fold(store.log().apply(run))).isEqualTo(TransitionLog.states(buried));
    store.runs().bury(run, owner.claimOf(run), ERROR);
    assertThat(load(run)).isEqualTo(buried);
  }

  @Test
  void aDecisionFromBeforeTheBurialIsAConflict() {
    UUID run = submit(TWO);
    Decision.Change start = decide(load(run), START);
    owner.commit(start);
    Decision.Change late = decide(load(run), slot("a"));
    owner.commit(run, new RunEvent.PriorityRequested(1));
    store.runs().bury(run, owner.claimOf(run), ERROR);
    assertThat(owner.commit(late)).isEqualTo(CommitResult.CONFLICT);
  }

  @Test
  void onlyTheOwnerBuries() {
    UUID run = started(TWO);
    RunSnapshot before = load(run);
    store.pass().accept(LEASE.plusSeconds(1));
    var next = new Owner(store, "two");
    store.runs().bury(run, owner.claimOf(run), ERROR);
    assertThat(load(run)).isEqualTo(before);
    store.runs().bury(run, next.claimOf(run), ERROR);
    assertThat(load(run).run().state()).isEqualTo(RuntimeState.FAILED);
  }

  @Test
  void aDocumentThatNobodyCanReadIsAProblemOfItsRunOnly() {
    UUID good = submit(TWO);
    UUID bad =
        store
            .runs()
            .submit(
                Submissions.of("{no pipeline", "default", Map.of(), RunOptions.DEFAULT, 0, null));
    assertThatThrownBy(() -> store.runs().load(bad))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(bad.toString());
    assertThat(load(good).run().state()).isEqualTo(RuntimeState.PENDING);
    store.runs().bury(bad, owner.claimOf(bad), ERROR);
    assertThat(store.queue().pending(allShards(), List.of(), 10)).containsExactly(good);
    assertThat(TransitionLog.fold(store.log().apply(bad)))
        .containsExactly(Map.entry("", RuntimeState.FAILED));
  }
}
