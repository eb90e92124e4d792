package dev.zeroflow.knative.local.job;

import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import dev.zeroflow.scheduler.port.JobStatus.State;
import java.time.Instant;

/** One job and its thread. Safe for use by many threads. */
final class LocalJob {
  private final JobSpec spec;
  private final Thread thread;
  private JobStatus status;
  private boolean cancelled;

  /**
   * @param work what its thread does
   */
  LocalJob(JobSpec spec, Instant now, Runnable work) {
    this.spec = spec;
    this.status =
        new JobStatus(spec.id(), spec.function(), State.WAITING, "waits for room", now, null);
    this.thread = Thread.ofVirtual().name("job-" + spec.id()).unstarted(work);
  }

  void begin() {
    thread.start();
  }

  synchronized JobStatus status() {
    return status;
  }

  synchronized void running(Instant now) {
    status =
        new JobStatus(spec.id(), spec.function(), State.RUNNING, "its program runs", now, null);
  }

  synchronized void ended(JobEnd end, Instant now) {
    status = new JobStatus(spec.id(), spec.function(), State.ENDED, end.message(), now, end);
  }

  /** Its thread is interrupted wherever it waits, and ends its process. */
  synchronized void cancel() {
    if (status.end() == null && !cancelled) {
      cancelled = true;
      thread.interrupt();
    }
  }

  synchronized boolean hasEnded() {
    return status.end() != null;
  }

  /** Waits until its process is gone. */
  void await(long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
