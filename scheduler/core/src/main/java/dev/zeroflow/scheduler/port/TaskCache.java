package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What earlier executions put out, by the fingerprint of what they were given. Entries are written
 * by {@link RunStore#commit} with the task that succeeded; never across projects.
 *
 * <p>Blocking, safe for use by many threads; throws {@link StoreUnavailableException} when the
 * store does not answer.
 */
public interface TaskCache {
  /** The newest entry of a project with the fingerprint. */
  Optional<Entry> find(String project, String fingerprint);

  /**
   * The newest entry of the same task of the same pipeline, whatever its fingerprint: what a miss
   * is compared with.
   *
   * @param task path of the task without the numbers of iterations
   */
  Optional<Entry> nearest(String project, String pipeline, String task);

  /**
   * Entries of a project, newest first, of equal times by fingerprint.
   *
   * @param pipeline only those of this pipeline, null for all
   * @param after where to go on behind, null for the beginning
   */
  List<Entry> list(String project, @Nullable String pipeline, @Nullable Place after, int limit);

  /** Where an entry is in the list. */
  record Place(Instant createdAt, String fingerprint) {}

  /**
   * Forgets entries.
   *
   * @param pipeline only those of this pipeline, null for all
   * @param task only those of this task, null for all
   * @param olderThan only those older than this, null for all
   * @return how many
   */
  int invalidate(
      String project,
      @Nullable String pipeline,
      @Nullable String task,
      @Nullable Duration olderThan);

  /** Forgets one entry; false if there is none. */
  boolean forget(String project, String fingerprint);

  /**
   * What an execution put out.
   *
   * @param fingerprint of what it was given
   * @param parts the hash of each thing that the fingerprint is made of
   * @param pipeline name of the pipeline
   * @param task path of the task without the numbers of iterations
   * @param run the run that made it
   * @param path path of the task in that run
   * @param outputs what it put out
   * @param createdAt when
   */
  record Entry(
      String fingerprint,
      Map<String, String> parts,
      String pipeline,
      String task,
      UUID run,
      String path,
      Values outputs,
      Instant createdAt) {}
}
