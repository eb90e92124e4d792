package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.run.RunEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people ask of runs, as it is called in the database. */
enum RequestKind {
  CANCEL,
  PAUSE,
  RESUME,
  RERUN,
  PRIORITY;

  static RequestKind of(RunEvent.Requested request) {
    return switch (request) {
      case RunEvent.CancelRequested ignored -> CANCEL;
      case RunEvent.PauseRequested ignored -> PAUSE;
      case RunEvent.ResumeRequested ignored -> RESUME;
      case RunEvent.RerunRequested ignored -> RERUN;
      case RunEvent.PriorityRequested ignored -> PRIORITY;
    };
  }

  static @Nullable Integer priority(RunEvent.Requested request) {
    return request instanceof RunEvent.PriorityRequested wanted ? wanted.priority() : null;
  }

  RunEvent.Requested request(@Nullable Integer priority) {
    return switch (this) {
      case CANCEL -> new RunEvent.CancelRequested();
      case PAUSE -> new RunEvent.PauseRequested();
      case RESUME -> new RunEvent.ResumeRequested();
      case RERUN -> new RunEvent.RerunRequested();
      case PRIORITY -> new RunEvent.PriorityRequested(Objects.requireNonNull(priority));
    };
  }
}
