package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.RunEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the owners of shards: new runs, and what people ask of runs. Blocking, safe for
 * use by many threads; throws {@link StoreUnavailableException} when the store does not answer.
 */
public interface RunQueue {
  /** Runs of the shards that have started and not ended: what a new owner takes over. */
  List<UUID> unfinished(Collection<Integer> shards);

  /**
   * Runs of the shards that have not started, those of high priority first, then oldest first.
   *
   * @param without projects whose runs are left out
   */
  List<UUID> pending(Collection<Integer> shards, Collection<String> without, int limit);

  /**
   * Stores a request; its owner will answer it.
   *
   * @param project the project of whoever asks
   * @return its id; empty if the project has no such run
   */
  Optional<Long> post(String project, UUID run, RunEvent.Requested request);

  /** Requests of the shards that nobody has answered yet, oldest first. */
  List<Posted> requests(Collection<Integer> shards, int limit);

  /** The answer to a request, empty while there is none and when it was forgotten after a day. */
  Optional<Answered> answer(long request);

  /** Answers requests that change nothing; those that have an answer keep it. */
  void refuse(Collection<RunCommit.Answer> answers);

  /** A request with its run. */
  record Posted(long id, UUID run, RunEvent.Requested request) {}

  /**
   * What became of a request.
   *
   * @param refused why it was refused, null if it was carried out
   */
  record Answered(@Nullable String refused) {}
}
