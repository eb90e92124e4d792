package dev.zeroflow.scheduler.port;

import java.util.List;
import java.util.Optional;

/**
 * Runs jobs: handlers that have a process or pod for themselves and may take hours. Blocking, safe
 * for use by many threads, meant for virtual threads.
 *
 * <p>A job ends by itself, by {@link #cancel}, at its deadline, or with what it runs on. A runtime
 * may forget jobs that have ended.
 */
public interface JobRuntime {
  /**
   * Starts a job, unless one with its id was started before and is not forgotten: then nothing
   * happens, whatever else the specification says.
   *
   * @throws JobRefusedException if it was not started and will not be
   */
  void start(JobSpec spec) throws JobRefusedException;

  /** Ends a job, with everything that it has started. Unknown and ended ones are left alone. */
  void cancel(String id);

  /** The job as it is now, empty if it is not known or forgotten. */
  Optional<JobStatus> find(String id);

  /** Every job that is known, ordered by id. */
  List<JobStatus> describe();

  /**
   * Sets who is told of ends, each at least once while the runtime lives; ends that were seen
   * before are not told. The listener must be quick. There is one.
   */
  void listen(Listener listener);

  /** Hears how jobs end. */
  @FunctionalInterface
  interface Listener {
    /** A job has ended; also if it was cancelled. */
    void ended(String id, JobEnd end);
  }
}
