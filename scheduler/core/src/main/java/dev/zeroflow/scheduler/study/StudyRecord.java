package dev.zeroflow.scheduler.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A study as it is stored.
 *
 * @param id unique
 * @param project which it belongs to
 * @param spec what it is about
 * @param state where it is in its life
 * @param reason one sentence: why it has ended; empty before
 * @param createdAt when it was created
 * @param endedAt when it ended, null before
 * @param revision grows with every change of the study or its trials
 */
public record StudyRecord(
    UUID id,
    String project,
    StudySpec spec,
    StudyState state,
    String reason,
    Instant createdAt,
    @Nullable Instant endedAt,
    long revision) {
  /** A new one. */
  static StudyRecord created(UUID id, String project, StudySpec spec, Instant now) {
    return new StudyRecord(id, project, spec, StudyState.RUNNING, "", now, null, 0);
  }

  StudyRecord ended(StudyState end, String why, Instant now) {
    return new StudyRecord(id, project, spec, end, why, createdAt, now, revision);
  }

  StudyRecord in(StudyState next) {
    return new StudyRecord(id, project, spec, next, "", createdAt, null, revision);
  }

  StudyRecord with(StudySpec next) {
    return new StudyRecord(id, project, next, state, reason, createdAt, endedAt, revision);
  }

  StudyRecord changed() {
    return new StudyRecord(id, project, spec, state, reason, createdAt, endedAt, revision + 1);
  }
}
