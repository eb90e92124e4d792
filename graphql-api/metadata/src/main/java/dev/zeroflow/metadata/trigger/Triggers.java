package dev.zeroflow.metadata.trigger;

import java.util.List;

/** The triggers of each project. Blocking, safe for use by many threads. */
public interface Triggers {
  /** Most triggers that watch one bucket of a project; one more is refused by upsert. */
  int MAX_PER_BUCKET = 100;

  /**
   * Stores the trigger, in place of the one with the same project and name.
   *
   * @throws dev.zeroflow.metadata.MetadataException with CONFLICT if the bucket has too many
   */
  void upsert(RunTrigger trigger);

  /** Projects with enabled triggers that watch the bucket, in the order of their names. */
  List<String> projectsWatching(String bucket);

  /** Enabled triggers of the project that watch the bucket, ordered by name. */
  List<RunTrigger> enabledFor(String project, String bucket);
}
