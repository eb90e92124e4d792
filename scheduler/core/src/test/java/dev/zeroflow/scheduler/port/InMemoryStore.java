package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the in-memory adapters keep, all under the lock of this object. Nothing in it moves by
 * itself: time is a clock that the test holds, and the same calls give the same answers.
 */
public final class InMemoryStore {
  final InstantSource clock;
  final Map<UUID, StoredRun> runs = new LinkedHashMap<>();
  final Map<String, UUID> runsByKey = new HashMap<>();
  final ShardState[] shards = new ShardState[ShardClaim.SHARDS];
  final Map<String, MemberState> members = new TreeMap<>();
  final Map<Long, StoredRequest> requests = new LinkedHashMap<>();
  final Map<SlotBudget.Limit, Integer> limits = new LinkedHashMap<>();
  final Map<SlotBudget.Limit, Map<ShardLeases.Member, FairShare.Use>> grants = new HashMap<>();
  final Map<String, Map<String, TaskCache.Entry>> cache = new HashMap<>();
  private final Map<String, PipelineSpec> pipelines = new HashMap<>();
  private long lastId;

  /** A run, its tasks and its log. */
  static final class StoredRun {
    final String digest;
    final String document;
    final String key;
    final Map<String, Task> tasks = new LinkedHashMap<>();
    final List<Transition> log = new ArrayList<>();
    final List<TaskLineage> lineage = new ArrayList<>();
    Run run;
    long generation;

    StoredRun(Run run, NewRun submitted) {
      this.run = run;
      this.digest = submitted.documentDigest();
      this.document = submitted.document();
      this.key = submitted.idempotencyKey();
    }
  }

  record ShardState(long generation, ShardLeases.Member owner) {}

  record MemberState(long incarnation, Instant leaseUntil) {}

  record StoredRequest(RunQueue.Posted posted, RunQueue.Answered answered) {}

  /** An empty store. */
  public InMemoryStore(InstantSource clock) {
    this.clock = clock;
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new ShardState(0, null);
    }
  }

  /** An empty store whose time passes only when the test says so. */
  public static StoreUnderTest underTest() {
    var clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
    var store = new InMemoryStore(clock);
    return new StoreUnderTest(
        new InMemoryRunStore(store),
        new InMemoryShardLeases(store),
        new InMemoryRunQueue(store),
        new InMemorySlotBudget(store),
        new InMemoryConcurrencyLimits(store),
        new InMemoryTaskCache(store),
        store::log,
        clock::move);
  }

  /** Every transition of a run, in order. */
  public synchronized List<Transition> log(UUID run) {
    StoredRun stored = runs.get(run);
    return stored == null ? List.of() : List.copyOf(stored.log);
  }

  /** Every task of a run that has read or written, in order. */
  public synchronized List<TaskLineage> lineage(UUID run) {
    StoredRun stored = runs.get(run);
    return stored == null ? List.of() : List.copyOf(stored.lineage);
  }

  /** Every run that was submitted, in order. */
  public synchronized List<UUID> submitted() {
    return List.copyOf(runs.keySet());
  }

  PipelineSpec pipeline(StoredRun run) {
    return pipelines.computeIfAbsent(
        run.digest, digest -> PipelineParser.parse(run.document.getBytes(StandardCharsets.UTF_8)));
  }

  boolean isLive(ShardLeases.Member member) {
    MemberState state = member == null ? null : members.get(member.name());
    return state != null
        && state.incarnation() == member.incarnation()
        && state.leaseUntil().isAfter(clock.instant());
  }

  long generation(int shard) {
    return shards[shard].generation();
  }

  long nextId() {
    return ++lastId;
  }

  void answer(RunCommit.Answer answer) {
    requests.computeIfPresent(
        answer.request(),
        (id, request) ->
            request.answered() != null
                ? request
                : new StoredRequest(request.posted(), new RunQueue.Answered(answer.refused())));
  }

  long post(UUID run, RunEvent.Requested request) {
    long id = nextId();
    requests.put(id, new StoredRequest(new RunQueue.Posted(id, run, request), null));
    return id;
  }
}
