package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobStatus.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A {@link JobRuntime} in memory: jobs run until a test says how they end. */
public final class FakeJobRuntime implements JobRuntime {
  private final InstantSource clock;
  private final Map<String, JobStatus> jobs = new ConcurrentSkipListMap<>();
  private final Map<String, JobEnd> broken = new ConcurrentSkipListMap<>();
  private volatile Listener listener = (id, end) -> {};

  /** Done in the middle of each start. */
  public volatile Runnable whileStarting = () -> {};

  /** What was started, in order. */
  public final List<JobSpec> started = new CopyOnWriteArrayList<>();

  /** What was asked to be ended, in order. */
  public final List<String> cancelled = new CopyOnWriteArrayList<>();

  public FakeJobRuntime(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on, jobs of this image end at once. */
  public void breakImage(String image, JobEnd end) {
    broken.put(image, end);
  }

  /** Ends a job that runs. */
  public void end(String id, JobEnd end) {
    synchronized (this) {
      JobStatus job = jobs.get(id);
      if (job == null || job.state() == State.ENDED) {
        return;
      }
      jobs.put(id, status(id, job.function(), State.ENDED, end));
    }
    listener.ended(id, end);
  }

  /** Forgets everything, as a machine does that is switched off. */
  public synchronized void forget() {
    jobs.clear();
  }

  @Override
  public void start(JobSpec spec) throws JobRefusedException {
    whileStarting.run();
    synchronized (this) {
      if (jobs.containsKey(spec.id())) {
        return;
      }
      started.add(spec);
      jobs.put(spec.id(), status(spec.id(), spec.function(), State.RUNNING, null));
    }
    JobEnd end = broken.get(spec.image());
    if (end != null && end.reason() == Reason.START_FAILED) {
      jobs.remove(spec.id());
      throw new JobRefusedException(end);
    } else if (end != null) {
      end(spec.id(), end);
    }
  }

  @Override
  public void cancel(String id) {
    cancelled.add(id);
    end(id, new JobEnd(Reason.CANCELLED, "cancelled"));
  }

  @Override
  public Optional<JobStatus> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public List<JobStatus> describe() {
    return new ArrayList<>(jobs.values());
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  private JobStatus status(String id, String function, State state, @Nullable JobEnd end) {
    return new JobStatus(id, function, state, "set by a test", clock.instant(), end);
  }
}
