package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.PipelineParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@link RunStore} and {@link CommandQueue} in memory, under one lock; keeps the log and the
 * lineage as well. The commands of the queue are claimed by an owner; {@link #claimedBy} is the
 * same queue for another one.
 */
public final class InMemoryRunStore implements RunStore, CommandQueue {
  private static final String SELF = "self";

  private final InstantSource clock;
  private final Map<UUID, RunSnapshot> runs = new LinkedHashMap<>();
  private final Map<String, UUID> keys = new HashMap<>();
  private final Map<Long, Entry> commands = new LinkedHashMap<>();
  private final Map<UUID, List<Transition>> log = new HashMap<>();
  private final Map<UUID, List<TaskLineage>> lineage = new HashMap<>();
  private long lastCommand;

  private record Entry(ClaimedCommand command, Instant due, String owner) {}

  public InMemoryRunStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Every transition of a run, in order. */
  public synchronized List<Transition> log(UUID run) {
    return List.copyOf(log.getOrDefault(run, List.of()));
  }

  /** Every task of a run that has read or written, in order. */
  public synchronized List<TaskLineage> lineage(UUID run) {
    return List.copyOf(lineage.getOrDefault(run, List.of()));
  }

  /** The same queue with another claimer. */
  public CommandQueue claimedBy(String owner) {
    return new Queue(owner);
  }

  @Override
  public synchronized UUID submit(NewRun run) {
    String key = run.project() + "\n" + run.idempotencyKey();
    UUID known = run.idempotencyKey() == null ? null : keys.putIfAbsent(key, run.id());
    if (known != null) {
      return known;
    }
    var pipeline = PipelineParser.parse(run.document().getBytes(StandardCharsets.UTF_8));
    var state =
        new Run(
            run.id(),
            run.project(),
            run.name(),
            run.pipeline(),
            run.parameters(),
            run.reason(),
            RuntimeState.PENDING,
            0,
            clock.instant(),
            null,
            null,
            null,
            null);
    runs.put(run.id(), new RunSnapshot(state, pipeline, Map.of()));
    add(run.id(), RunDecider.firstCommands());
    return run.id();
  }

  @Override
  public synchronized Optional<RunSnapshot> load(UUID run) {
    return Optional.ofNullable(runs.get(run));
  }

  @Override
  public synchronized CommitResult commit(
      RunSnapshot base, Decision.Change change, ClaimedCommand done) {
    UUID id = change.run().id();
    RunSnapshot current = runs.get(id);
    if (current == null || current.run().version() != change.run().version()) {
      return CommitResult.CONFLICT;
    }
    runs.put(id, Snapshots.after(base, change));
    log.computeIfAbsent(id, k -> new ArrayList<>()).addAll(change.transitions());
    lineage.computeIfAbsent(id, k -> new ArrayList<>()).addAll(change.lineage());
    commands.remove(done.id());
    if (change.run().state().isFinal()) {
      commands.values().removeIf(entry -> entry.command().run().equals(id));
    }
    add(id, change.commands());
    return CommitResult.COMMITTED;
  }

  private void add(UUID run, List<Command> added) {
    for (Command command : added) {
      long id = ++lastCommand;
      var stored =
          new ClaimedCommand(id, run, command.kind(), command.task(), command.attempt(), 0);
      commands.put(id, new Entry(stored, clock.instant().plus(command.delay()), ""));
    }
  }

  @Override
  public synchronized boolean isCurrent(UUID run, String task, int attempt) {
    RunSnapshot snapshot = runs.get(run);
    Task found = snapshot == null ? null : snapshot.tasks().get(task);
    return found != null
        && snapshot.run().state() == RuntimeState.RUNNING
        && found.state() == RuntimeState.RUNNING
        && found.attempt() == attempt;
  }

  @Override
  public List<ClaimedCommand> claim(int limit, Duration lease) {
    return claim(limit, lease, SELF);
  }

  private synchronized List<ClaimedCommand> claim(int limit, Duration lease, String owner) {
    Instant now = clock.instant();
    List<ClaimedCommand> claimed =
        commands.values().stream()
            .filter(entry -> !entry.due().isAfter(now))
            .sorted(Comparator.comparing(Entry::due).thenComparing(entry -> entry.command().id()))
            .limit(limit)
            .map(entry -> dispatched(entry.command()))
            .toList();
    claimed.forEach(
        command -> commands.put(command.id(), new Entry(command, now.plus(lease), owner)));
    return claimed;
  }

  private static ClaimedCommand dispatched(ClaimedCommand command) {
    return new ClaimedCommand(
        command.id(),
        command.run(),
        command.kind(),
        command.task(),
        command.attempt(),
        command.dispatches() + 1);
  }

  @Override
  public void renew(Collection<Long> ids, Duration lease) {
    renew(ids, lease, SELF);
  }

  private synchronized void renew(Collection<Long> ids, Duration lease, String owner) {
    for (long id : ids) {
      commands.computeIfPresent(
          id,
          (k, entry) ->
              entry.owner().equals(owner)
                  ? new Entry(entry.command(), clock.instant().plus(lease), owner)
                  : entry);
    }
  }

  @Override
  public synchronized void discard(long command) {
    commands.remove(command);
  }

  @Override
  public synchronized Optional<Duration> untilNext() {
    return commands.values().stream()
        .map(Entry::due)
        .min(Comparator.naturalOrder())
        .map(due -> Duration.between(clock.instant(), due))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private final class Queue implements CommandQueue {
    private final String owner;

    Queue(String owner) {
      this.owner = owner;
    }

    @Override
    public List<ClaimedCommand> claim(int limit, Duration lease) {
      return InMemoryRunStore.this.claim(limit, lease, owner);
    }

    @Override
    public void renew(Collection<Long> ids, Duration lease) {
      InMemoryRunStore.this.renew(ids, lease, owner);
    }

    @Override
    public void discard(long command) {
      InMemoryRunStore.this.discard(command);
    }

    @Override
    public Optional<Duration> untilNext() {
      return InMemoryRunStore.this.untilNext();
    }
  }
}
