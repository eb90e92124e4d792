package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.Tick;
import dev.zeroflow.metadata.schedule.DueRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.RecurringRuns;
import dev.zeroflow.metadata.schedule.Ticks;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.port.FinishedRuns;
import dev.zeroflow.scheduler.run.RunEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes runs, for good: also a schedule does not start them again. */
@ApplicationScoped
class RunDeletion {
  private final RunControl control;
  private final FinishedRuns finished;
  private final RunDetails details;
  private final RecurringRuns recurring;
  private final DueRecurringRuns due;

  RunDeletion(
      RunControl control,
      FinishedRuns finished,
      RunDetails details,
      RecurringRuns recurring,
      DueRecurringRuns due) {
    this.control = control;
    this.finished = finished;
    this.details = details;
    this.recurring = recurring;
    this.due = due;
  }

  /**
   * Ends a run that is under way, and forgets it; its artifacts and their lineage stay.
   *
   * @return whether it is gone; false if it is still being ended
   */
  boolean delete(DescribedRun described) {
    RunRecord run = described.run();
    if (run.finishedAt() == null) {
      control.ask(run.project(), run.id(), new RunEvent.CancelRequested());
    }
    Tick tick = described.detail().tick();
    if (tick != null) {
      moveOn(run.project(), tick);
    }
    boolean gone = finished.delete(run.project(), run.id());
    if (gone) {
      details.forget(run.project(), run.id());
    }
    return gone;
  }

  /** A server that went down after it had started the run has left its schedule where it was. */
  private void moveOn(String project, Tick tick) {
    RecurringRun run = recurring.find(project, tick.recurringRunId()).orElse(null);
    if (run != null) {
      Ticks.deleted(run, tick.at()).ifPresent(after -> due.advance(run, after));
    }
  }
}
