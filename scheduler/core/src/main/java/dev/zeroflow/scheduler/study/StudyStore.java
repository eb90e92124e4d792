package dev.zeroflow.scheduler.study;

import dev.zeroflow.scheduler.port.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps studies and their trials. Blocking; trouble that passes is a {@link
 * StoreUnavailableException}.
 */
public interface StudyStore {
  /** Most studies of a page. */
  int MAX_PAGE = 100;

  /**
   * Stores a new study without trials.
   *
   * @return whether it was stored: not if the project has one of that name
   */
  boolean create(StudyRecord study);

  Optional<StudyRecord> find(UUID study);

  Optional<StudyRecord> find(String project, String name);

  /**
   * Studies of a project, the newest first.
   *
   * @param after the last one of the page before, null for the first page
   * @param limit 1 to {@link #MAX_PAGE}
   */
  List<StudyRecord> list(String project, @Nullable StudyRecord after, int limit);

  /** All trials of a study by number, with everything that they reported. */
  List<TrialRecord> trials(UUID study);

  /**
   * Stores a change, all of it or nothing, if nobody else has changed the study meanwhile.
   *
   * @param next its revision is one more than the one that is stored
   * @param changes of trials, each once
   * @return whether it was stored
   */
  boolean commit(StudyRecord next, List<TrialChange> changes);

  /** Deletes a study with its trials; unknown ones are ignored. */
  void delete(UUID study);
}
