package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.RunCommit.Answer;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunQueue.Posted;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The runs of the shards that this scheduler owns, as far as they are under way. */
final class OwnedRuns {
  private static final Logger LOG = System.getLogger(OwnedRuns.class.getName());
  private static final Duration STORE_PAUSE = Duration.ofMillis(200);

  private final RunStore store;
  private final RunQueue queue;
  private final Effects effects;
  private final Parts parts;
  private final Map<UUID, RunActor> actors = new ConcurrentHashMap<>();
  private final Map<Integer, ShardClaim> claims = new ConcurrentHashMap<>();
  private final Set<UUID> opening = ConcurrentHashMap.newKeySet();
  private final Set<Long> requests = ConcurrentHashMap.newKeySet();

  OwnedRuns(RunStore store, RunQueue queue, Parts parts, Effects effects) {
    this.store = store;
    this.queue = queue;
    this.parts = parts;
    this.effects = effects;
  }

  /** What every run works with. */
  record Parts(
      Background background, InstantSource clock, Committer committer, Slots slots, Calls calls) {}

  Background background() {
    return parts.background();
  }

  InstantSource clock() {
    return parts.clock();
  }

  Committer committer() {
    return parts.committer();
  }

  Slots slots() {
    return parts.slots();
  }

  Calls calls() {
    return parts.calls();
  }

  void carryOut(RunActor actor, Command command) {
    effects.carryOut(actor, command);
  }

  /** Whether everything that has happened to the runs is decided and written. */
  boolean isIdle() {
    return actors.values().stream().noneMatch(RunActor::isBusy);
  }

  /** How many runs are under way here. */
  int size() {
    return actors.size();
  }

  /** Projects that have at least so many runs under way here. */
  Set<String> projectsWithAtLeast(int limit) {
    Map<String, Long> counts =
        actors.values().stream()
            .collect(
                Collectors.groupingBy(it -> it.snapshot().run().project(), Collectors.counting()));
    return counts.entrySet().stream()
        .filter(count -> count.getValue() >= limit)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The run, null if it is not under way here. */
  @Nullable RunActor find(UUID run) {
    return actors.get(run);
  }

  Set<Integer> shards() {
    return Set.copyOf(claims.keySet());
  }

  /** Shards of which no run is under way. */
  Set<Integer> idle() {
    Set<Integer> busy =
        actors.values().stream().map(it -> it.claim().shard()).collect(Collectors.toSet());
    return claims.keySet().stream()
        .filter(shard -> !busy.contains(shard))
        .collect(Collectors.toSet());
  }

  @Nullable ShardClaim claim(int shard) {
    return claims.get(shard);
  }

  /** Decides about the runs of these shards from now on, and about those of no others. */
  void own(Collection<ShardClaim> owned) {
    Map<Integer, ShardClaim> next =
        owned.stream().collect(Collectors.toMap(ShardClaim::shard, it -> it));
    claims.values().stream().filter(it -> !it.equals(next.get(it.shard()))).forEach(this::disown);
    List<ShardClaim> added =
        next.values().stream().filter(it -> !it.equals(claims.get(it.shard()))).toList();
    added.forEach(it -> claims.put(it.shard(), it));
    if (!added.isEmpty()) {
      background().start("take over", () -> takeOver(added));
    }
  }

  /** Decides about the runs of the shard no more. */
  void disown(ShardClaim claim) {
    claims.remove(claim.shard(), claim);
    actors.values().stream().filter(it -> it.claim().equals(claim)).forEach(this::remove);
  }

  private void takeOver(List<ShardClaim> added) {
    try {
      Set<Integer> shards = added.stream().map(ShardClaim::shard).collect(Collectors.toSet());
      queue.unfinished(shards).forEach(this::open);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "runs cannot be taken over now: {0}", e.getMessage());
      background().startAfter("take over", STORE_PAUSE, () -> takeOver(added));
    }
  }

  /** Begins to work on a run of an owned shard; does nothing if that is done already. */
  @Nullable RunActor open(UUID run) {
    return open(run, null);
  }

  /**
   * As above, and tells the run something before all else: what is asked of a run before it starts
   * is decided before it starts.
   */
  private @Nullable RunActor open(UUID run, RunActor.@Nullable Mail first) {
    RunActor known = known(run, first);
    if (known != null) {
      return known;
    }
    if (!opening.add(run)) {
      reopenSoon(run);
      return null;
    }
    try {
      return read(run, first);
    } finally {
      opening.remove(run);
    }
  }

  private @Nullable RunActor known(UUID run, RunActor.@Nullable Mail first) {
    RunActor known = actors.get(run);
    if (known != null && first != null) {
      known.tell(first);
    }
    return known;
  }

  /**
   * Only one thread at a time reads a run, and none while a commit of it is under way: whoever
   * decided on what was read before a commit of the same owner would be taken for its writer.
   */
  private @Nullable RunActor read(UUID run, RunActor.@Nullable Mail first) {
    RunActor known = known(run, first);
    ShardClaim claim = claims.get(ShardClaim.shardOf(run));
    if (known != null || claim == null) {
      return known;
    }
    if (committer().isWriting(run)) {
      reopenSoon(run);
      return null;
    }
    RunSnapshot snapshot = load(run, claim);
    if (snapshot == null || (first == null && snapshot.run().state().isFinal())) {
      return null; // ended since somebody saw it waiting
    }
    var fresh = new RunActor(this, claim, snapshot);
    actors.put(run, fresh);
    if (!claim.equals(claims.get(claim.shard()))) {
      remove(fresh);
      reopenSoon(run); // claimed again meanwhile, or not ours any more
      return null;
    }
    if (first != null) {
      fresh.tell(first);
    }
    begin(fresh, snapshot);
    return fresh;
  }

  private void reopenSoon(UUID run) {
    background().startAfter("reopen", STORE_PAUSE, () -> reopen(run));
  }

  private void begin(RunActor actor, RunSnapshot snapshot) {
    RuntimeState state = snapshot.run().state();
    if (state == RuntimeState.PENDING) {
      actor.tell(new RunEvent.Started());
    } else if (!state.isFinal()) {
      actor.tell(new RunEvent.TakenOver(calls().outliving(snapshot)));
    }
  }

  private @Nullable RunSnapshot load(UUID run, ShardClaim claim) {
    try {
      return store.load(run).orElse(null);
    } catch (IllegalStateException e) {
      LOG.log(Level.ERROR, "run " + run + " cannot be read", e);
      bury(run, claim, e);
      return null;
    }
  }

  /** Hands requests to their runs, each once. */
  void deliver(List<Posted> posted) {
    for (Posted request : posted) {
      if (requests.add(request.id())) {
        deliver(request);
      }
    }
  }

  private void deliver(Posted request) {
    var mail =
        new RunActor.Mail(
            request.request(), request.id(), outcome -> requests.remove(request.id()));
    try {
      if (open(request.run(), mail) == null) {
        requests.remove(request.id());
      }
    } catch (StoreUnavailableException e) {
      requests.remove(request.id());
      throw e;
    }
  }

  /** Answers requests that changed nothing. */
  void refuse(List<Answer> answers) {
    try {
      queue.refuse(answers);
    } catch (StoreUnavailableException e) {
      background().startAfter("refuse", STORE_PAUSE, () -> refuse(answers));
    }
  }

  /** The run has ended. */
  void ended(RunActor actor) {
    remove(actor);
  }

  /**
   * The run was changed by somebody else, or is somebody else's: what is known of it is worth
   * nothing.
   */
  void lost(RunActor actor, CommitResult result) {
    remove(actor);
    if (result == CommitResult.FENCED) {
      disown(actor.claim());
    } else {
      background().start("reopen", () -> reopen(actor.run()));
    }
  }

  private void reopen(UUID run) {
    try {
      RunActor opened = open(run);
      LOG.log(Level.DEBUG, "run {0} is open again: {1}", run, opened != null);
    } catch (StoreUnavailableException e) {
      reopenSoon(run);
    }
  }

  /** Ends a run that cannot be decided about, so that it holds up nobody. */
  void bury(RunActor actor, RuntimeException cause) {
    remove(actor);
    bury(actor.run(), actor.claim(), cause);
  }

  private void bury(UUID run, ShardClaim claim, RuntimeException cause) {
    var error =
        new TaskError("INTERNAL", ErrorCategory.INTERNAL, String.valueOf(cause.getMessage()), null);
    try {
      store.bury(run, claim, Storable.error(error));
    } catch (StoreUnavailableException e) {
      background().startAfter("bury", STORE_PAUSE, () -> bury(run, claim, cause));
    }
  }

  /** Forgets everything. */
  void close() {
    claims.clear();
    actors.values().forEach(RunActor::drop);
    actors.clear();
  }

  private void remove(RunActor actor) {
    actors.remove(actor.run(), actor);
    actor.drop();
  }
}
