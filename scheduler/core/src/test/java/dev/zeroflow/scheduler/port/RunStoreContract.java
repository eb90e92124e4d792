package dev.zeroflow.scheduler.port;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
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
  protected static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
  protected static final Duration LEASE = Duration.ofMinutes(1);

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

  private StoreUnderTest store;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
  }

  protected ClaimedCommand claim(Command.Kind kind) {
    List<ClaimedCommand> claimed = store.commands().claim(1, LEASE);
    assertThat(claimed).extracting(ClaimedCommand::kind).containsExactly(kind);
    return claimed.getFirst();
  }

  protected RunSnapshot load(UUID run) {
    return store.runs().load(run).orElseThrow();
  }

  protected Decision.Change decide(RunSnapshot snapshot, RunEvent event) {
    return (Decision.Change) RunDecider.decide(snapshot, event, NOW);
  }

  /** Submits a run and commits its start. */
  protected UUID started(PipelineText pipeline) {
    UUID run = store.runs().submit(Submissions.of(pipeline));
    RunSnapshot snapshot = load(run);
    assertThat(commit(snapshot, new RunEvent.Started(), claim(Command.Kind.START)))
        .isEqualTo(CommitResult.COMMITTED);
    return run;
  }

  protected CommitResult commit(RunSnapshot snapshot, RunEvent event, ClaimedCommand done) {
    return store.runs().commit(snapshot, decide(snapshot, event), done);
  }

  protected static RunEvent succeeded(String task) {
    return new RunEvent.AttemptSucceeded(task, 1, Values.NONE, List.of(), AttemptFigures.NONE);
  }

  @Test
  void aSubmittedRunIsLoadedAsItWas() {
    NewRun submitted = Submissions.of(Submissions.ONE, "default", AWKWARD, "k");
    assertThat(store.runs().submit(submitted)).isEqualTo(submitted.id());
    RunSnapshot loaded = load(submitted.id());
    Run run = loaded.run();
    assertThat(run.project()).isEqualTo("default");
    assertThat(run.name()).isEqualTo("a run");
    assertThat(run.pipeline()).isEqualTo("test");
    assertThat(run.reason()).isEqualTo(submitted.reason());
    assertThat(run.state()).isEqualTo(RuntimeState.PENDING);
    assertThat(run.version()).isZero();
    assertThat(run.parameters()).isEqualTo(AWKWARD);
    assertThat(loaded.tasks()).isEmpty();
    assertThat(loaded.pipeline()).isEqualTo(Submissions.ONE.parse());
  }

  @Test
  void anUnknownRunIsNotThere() {
    assertThat(store.runs().load(UUID.randomUUID())).isEmpty();
    assertThat(store.runs().isCurrent(UUID.randomUUID(), "a", 1)).isFalse();
  }

  @Test
  void theSameKeyIsTheSameRun() {
    UUID first = store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of("n", 1L), "k"));
    UUID again = store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of("n", 2L), "k"));
    assertThat(again).isEqualTo(first);
    assertThat(load(first).run().parameters()).containsEntry("n", 1L);
    assertThat(store.commands().claim(10, LEASE)).hasSize(1);
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
    assertThat(store.commands().claim(100, LEASE)).hasSize(1);
  }

  @Test
  void aCommittedChangeIsLoadedAsItWasDecided() {
    PipelineText text =
        PipelineText.with(
            root -> {
              root.task("good").outputParameter("n", "STRUCT").outputArtifact("table");
              root.task("bad").parameter("text", "STRING", constant("it's"));
              root.task("waits").retry(1, "1s");
              root.graph("g", inner -> inner.task("x"));
            });
    UUID run = started(text);
    List<RunEvent> events =
        List.of(
            new RunEvent.AttemptSucceeded(
                "good",
                1,
                new Values(Map.of("n", AWKWARD), Map.of("table", List.of(artifact()))),
                List.of(new MetricValue("accuracy", 0.5, 0)),
                new AttemptFigures(true, new Timings(1.5, 2.25, 3))),
            failed("bad", new TaskError("BAD_TABLE", ErrorCategory.RESOURCE, "row 3", "at x\n")),
            failed("waits", new TaskError("CODE", ErrorCategory.USER, "why", null)),
            succeeded("g/x"));
    for (RunEvent event : events) {
      RunSnapshot base = load(run);
      Decision.Change change = decide(base, event);
      assertThat(store.runs().commit(base, change, claim(Command.Kind.INVOKE)))
          .isEqualTo(CommitResult.COMMITTED);
      assertThat(load(run)).isEqualTo(Snapshots.after(base, change));
    }
    assertThat(Json.write(load(run).tasks().get("good").outputs().parameters().get("n")))
        .contains("\"whole\":3", "\"real\":0.1", "\"null\":null", "\"huge\":9223372036854775807");
  }

  private static RunEvent failed(String task, TaskError error) {
    return new RunEvent.AttemptFailed(task, 1, error, AttemptFigures.NONE);
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
  void aFinishedRunIsLoadedWithItsErrorAndHasNoCommandsLeft() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b");
                }));
    RunSnapshot base = load(run);
    var error = new TaskError("INTERNAL", ErrorCategory.INTERNAL, "broke", "stack");
    Decision.Change change = decide(base, new RunEvent.Poisoned(error));
    store.runs().commit(base, change, claim(Command.Kind.INVOKE));
    assertThat(load(run)).isEqualTo(Snapshots.after(base, change));
    assertThat(load(run).run().error()).isEqualTo(error);
    store.pass().accept(LEASE.plusSeconds(1));
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
    assertThat(store.commands().untilNext()).isEmpty();
  }

  @Test
  void aCommitRemovesItsCommandAndAddsTheNextOnes() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b").after("a");
                }));
    RunSnapshot base = load(run);
    commit(base, succeeded("a"), claim(Command.Kind.INVOKE));
    store.pass().accept(LEASE.plusSeconds(1));
    ClaimedCommand next = claim(Command.Kind.INVOKE);
    assertThat(next.task()).isEqualTo("b");
    assertThat(next.attempt()).isEqualTo(1);
    assertThat(next.run()).isEqualTo(run);
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
  }

  @Test
  void aCommandWithADelayIsDueOnlyAfterIt() {
    UUID run = started(PipelineText.with(root -> root.task("a").retry(1, "600s")));
    commit(
        load(run),
        failed("a", new TaskError("CODE", ErrorCategory.USER, "why", null)),
        claim(Command.Kind.INVOKE));
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
    assertThat(store.commands().untilNext().orElseThrow())
        .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
    store.pass().accept(Duration.ofSeconds(601));
    assertThat(claim(Command.Kind.RETRY).task()).isEqualTo("a");
  }

  @Test
  void aChangeThatWasDecidedOnAnOlderVersionWritesNothing() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b");
                  root.task("c").after("a");
                }));
    RunSnapshot stale = load(run);
    ClaimedCommand first = claim(Command.Kind.INVOKE);
    ClaimedCommand second = claim(Command.Kind.INVOKE);
    assertThat(commit(stale, succeeded("b"), second)).isEqualTo(CommitResult.COMMITTED);
    RunSnapshot before = load(run);
    assertThat(commit(stale, succeeded("a"), first)).isEqualTo(CommitResult.CONFLICT);
    assertThat(load(run)).isEqualTo(before);
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
    store.pass().accept(LEASE.plusSeconds(1));
    assertThat(store.commands().claim(10, LEASE))
        .extracting(ClaimedCommand::id)
        .containsExactly(first.id());
    assertThat(commit(load(run), succeeded("a"), first)).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void ofManyCommitsOnOneVersionOneWins() throws Exception {
    UUID run = started(Submissions.ONE);
    ClaimedCommand command = claim(Command.Kind.INVOKE);
    RunSnapshot base = load(run);
    List<Future<CommitResult>> commits = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        commits.add(threads.submit(() -> commit(base, succeeded("a"), command)));
      }
    }
    List<CommitResult> results = new ArrayList<>();
    for (Future<CommitResult> each : commits) {
      results.add(each.get());
    }
    assertThat(results).filteredOn(CommitResult.COMMITTED::equals).hasSize(1);
    assertThat(results).filteredOn(CommitResult.CONFLICT::equals).hasSize(7);
    assertThat(load(run).run().version()).isEqualTo(base.run().version() + 1);
  }

  @Test
  void onlyTheRunningAttemptIsCurrent() {
    UUID run = store.runs().submit(Submissions.of(Submissions.ONE));
    assertThat(store.runs().isCurrent(run, "a", 1)).isFalse();
    commit(load(run), new RunEvent.Started(), claim(Command.Kind.START));
    assertThat(store.runs().isCurrent(run, "a", 1)).isTrue();
    assertThat(store.runs().isCurrent(run, "a", 0)).isFalse();
    assertThat(store.runs().isCurrent(run, "a", 2)).isFalse();
    assertThat(store.runs().isCurrent(run, "b", 1)).isFalse();
    commit(load(run), succeeded("a"), claim(Command.Kind.INVOKE));
    assertThat(store.runs().isCurrent(run, "a", 1)).isFalse();
  }
}
