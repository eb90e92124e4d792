package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.InMemoryStore.StoredRequest;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RuntimeState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@link RunQueue} in memory. */
public final class InMemoryRunQueue implements RunQueue {
  private final InMemoryStore store;

  public InMemoryRunQueue(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public List<UUID> unfinished(Collection<Integer> shards) {
    synchronized (store) {
      return runs(shards, state -> !state.isFinal() && state != RuntimeState.PENDING)
          .map(Run::id)
          .toList();
    }
  }

  @Override
  public List<UUID> pending(Collection<Integer> shards, Collection<String> without, int limit) {
    synchronized (store) {
      return runs(shards, state -> state == RuntimeState.PENDING)
          .filter(run -> !without.contains(run.project()))
          .sorted(Comparator.comparingInt(Run::priority).reversed().thenComparing(Run::createdAt))
          .limit(limit)
          .map(Run::id)
          .toList();
    }
  }

  private Stream<Run> runs(Collection<Integer> shards, Predicate<RuntimeState> states) {
    return store.runs.values().stream()
        .map(stored -> stored.run)
        .filter(run -> shards.contains(ShardClaim.shardOf(run.id())))
        .filter(run -> states.test(run.state()));
  }

  @Override
  public Optional<Long> post(String project, UUID run, RunEvent.Requested request) {
    synchronized (store) {
      return Optional.ofNullable(store.runs.get(run))
          .filter(stored -> stored.run.project().equals(project))
          .map(stored -> store.post(run, request));
    }
  }

  @Override
  public List<Posted> requests(Collection<Integer> shards, int limit) {
    synchronized (store) {
      return store.requests.values().stream()
          .filter(request -> request.answered() == null)
          .map(StoredRequest::posted)
          .filter(posted -> shards.contains(ShardClaim.shardOf(posted.run())))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<Answered> answer(long request) {
    synchronized (store) {
      return Optional.ofNullable(store.requests.get(request)).map(StoredRequest::answered);
    }
  }

  @Override
  public void refuse(Collection<RunCommit.Answer> answers) {
    synchronized (store) {
      answers.forEach(store::answer);
    }
  }
}
