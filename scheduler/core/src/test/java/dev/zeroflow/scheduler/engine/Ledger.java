package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.InMemoryStore;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.SnapshotChecks;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Holds what is stored of a run against what must be true of it. */
final class Ledger {
  private final InMemoryStore store;
  private final RunStore runs;
  private final SimulatedCalls calls;
  private final Map<UUID, Integer> read = new HashMap<>();
  private final Map<UUID, Map<String, RuntimeState>> states = new HashMap<>();

  Ledger(InMemoryStore store, RunStore runs, SimulatedCalls calls) {
    this.store = store;
    this.runs = runs;
    this.calls = calls;
  }

  RunSnapshot load(UUID run) {
    return runs.load(run).orElseThrow();
  }

  /** After each commit: the log leads to the states, and the states fit each other. */
  void check(UUID run) {
    RunSnapshot snapshot = load(run);
    List<Transition> log = store.log(run);
    Map<String, RuntimeState> folded =
        states.computeIfAbsent(run, id -> new HashMap<>(Map.of("", RuntimeState.PENDING)));
    Snapshots.fold(folded, log.subList(read.getOrDefault(run, 0), log.size()));
    read.put(run, log.size());
    assertThat(folded).isEqualTo(Snapshots.states(snapshot));
    SnapshotChecks.check(snapshot);
  }

  /** When everything is over. */
  void checkEnd(UUID run) {
    RunSnapshot snapshot = load(run);
    assertThat(snapshot.run().state().isFinal()).as("%s", snapshot.run()).isTrue();
    assertThat(snapshot.tasks().values()).allMatch(task -> task.state().isFinal());
    checkCompletions(snapshot, store.log(run));
    store.lineage(run).forEach(it -> checkLineage(snapshot, it));
    assertThat(store.lineage(run))
        .extracting(it -> it.task() + "#" + it.attempt())
        .doesNotHaveDuplicates();
  }

  /** Each attempt begins once and is ended at most once. */
  private static void checkCompletions(RunSnapshot run, List<Transition> log) {
    Set<String> begun = new HashSet<>();
    Set<String> ended = new HashSet<>();
    for (Transition it : log) {
      if (it.task() != null && Place.of(run.pipeline(), it.task()).isLeaf()) {
        String attempt = it.task() + "#" + it.attempt();
        if (it.to() == RuntimeState.RUNNING) {
          assertThat(begun.add(attempt)).as("%s begins once", it).isTrue();
        }
        if (it.from() == RuntimeState.RUNNING && it.to() != RuntimeState.CANCELING) {
          assertThat(ended.add(attempt)).as("%s ends once", it).isTrue();
        }
      }
    }
  }

  /** What is recorded is what the attempt of that number put out, or what was reused. */
  private void checkLineage(RunSnapshot run, TaskLineage lineage) {
    CacheUse cache = lineage.cache();
    boolean container =
        run.pipeline().task(lineage.task()).component().body() instanceof Executor.Container;
    if (lineage.state() != RuntimeState.SUCCEEDED || !container) {
      return;
    }
    if (cache != null && cache.hit()) {
      assertThat(store.lineage(Objects.requireNonNull(cache.fromRun())))
          .filteredOn(it -> it.task().equals(cache.fromTask()))
          .as("source of %s", lineage)
          .anyMatch(it -> it.outputs().equals(lineage.outputs()));
    } else {
      assertThat(lineage.outputs())
          .isEqualTo(calls.outputs(run.run().id(), lineage.task(), lineage.attempt()));
    }
    Task task = run.tasks().get(lineage.task());
    if (task.state() == RuntimeState.SUCCEEDED && task.attempt() == lineage.attempt()) {
      assertThat(task.outputs()).isEqualTo(lineage.outputs());
    }
  }
}
