package dev.zeroflow.knative.local.job;

import dev.zeroflow.knative.local.FunctionOutput;
import dev.zeroflow.knative.local.ReplicaDirectory;
import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobRefusedException;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as child processes of this JVM, a bounded number at a time. They end with this JVM, also if
 * it is killed, since standard input of each is a pipe that only it holds; who looks for such a job
 * later does not find it. Safe for many threads.
 */
public final class LocalJobRuntime implements JobRuntime, AutoCloseable {
  /** Ended jobs that are remembered. */
  private static final int MAX_ENDED = 1_000;

  private static final long CLOSE_MILLIS = 15_000;

  private final LocalJobConfig config;
  private final FunctionOutput output;
  private final InstantSource clock;
  private final Path folder;
  private final Semaphore room;
  private final Map<String, LocalJob> jobs = new LinkedHashMap<>();
  private volatile Listener listener = (id, end) -> {};
  private boolean closing;

  /**
   * Starts the runtime; it has no job yet.
   *
   * @param output receives what jobs print, with the id of the job as name of the replica
   * @param clock tells when deadlines have passed
   * @throws IOException if the working directory cannot be made
   */
  public LocalJobRuntime(LocalJobConfig config, FunctionOutput output, InstantSource clock)
      throws IOException {
    this.config = config;
    this.output = output;
    this.clock = clock;
    this.folder = ReplicaDirectory.emptied(config.workDirectory().resolve("jobs"));
    this.room = new Semaphore(config.maxRunning(), true);
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void start(JobSpec spec) throws JobRefusedException {
    JobImage image = config.images().get(spec.function());
    if (image == null) {
      throw refused(
          "no jobs of function %s run here, only of %s"
              .formatted(spec.function(), new TreeSet<>(config.images().keySet())));
    }
    synchronized (jobs) {
      if (closing) {
        throw refused("the runtime is closing");
      }
      if (!jobs.containsKey(spec.id())) {
        var job = new LocalJob(spec, clock.instant(), () -> run(spec, image));
        jobs.put(spec.id(), job);
        forgetOldest();
        job.begin();
      }
    }
  }

  private static JobRefusedException refused(String message) {
    return new JobRefusedException(new JobEnd(Reason.START_FAILED, message));
  }

  private void forgetOldest() {
    long ended = jobs.values().stream().filter(LocalJob::hasEnded).count();
    if (ended > MAX_ENDED) {
      jobs.values().stream()
          .filter(LocalJob::hasEnded)
          .findFirst()
          .ifPresent(oldest -> jobs.remove(oldest.status().id()));
    }
  }

  @Override
  public void cancel(String id) {
    LocalJob job = job(id);
    if (job != null) {
      job.cancel();
    }
  }

  @Override
  public Optional<JobStatus> find(String id) {
    return Optional.ofNullable(job(id)).map(LocalJob::status);
  }

  @Override
  public List<JobStatus> describe() {
    return all().stream()
        .map(LocalJob::status)
        .sorted(Comparator.comparing(JobStatus::id))
        .toList();
  }

  private List<LocalJob> all() {
    synchronized (jobs) {
      return new ArrayList<>(jobs.values());
    }
  }

  private @Nullable LocalJob job(String id) {
    synchronized (jobs) {
      return jobs.get(id);
    }
  }

  private void run(JobSpec spec, JobImage image) {
    LocalJob job = job(spec.id());
    if (job == null) {
      return;
    }
    JobEnd end = runWithRoom(spec, image, job);
    job.ended(end, clock.instant());
    listener.ended(spec.id(), end);
  }

  private JobEnd runWithRoom(JobSpec spec, JobImage image, LocalJob job) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      return cancelled();
    }
    try {
      return runProcess(spec, image, job);
    } catch (IOException e) {
      return new JobEnd(Reason.START_FAILED, "its program cannot be started: " + e.getMessage());
    } finally {
      room.release();
    }
  }

  private JobEnd runProcess(JobSpec spec, JobImage image, LocalJob job) throws IOException {
    JobProcess process = JobProcess.start(spec, image, folder, output);
    try {
      job.running(clock.instant());
      return await(spec, process);
    } catch (InterruptedException e) {
      stop(process);
      return cancelled();
    } finally {
      process.cleanUp();
    }
  }

  private JobEnd await(JobSpec spec, JobProcess process) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), spec.deadline()).plus(config.deadlineGrace());
    if (process.endsWithin(left)) {
      JobEnd end = process.end();
      process.stop(Duration.ZERO); // what it has left behind
      return end;
    }
    process.stop(config.killGrace());
    return new JobEnd(Reason.DEADLINE, "its time was over");
  }

  private void stop(JobProcess process) {
    try {
      process.stop(config.killGrace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JobEnd cancelled() {
    return new JobEnd(Reason.CANCELLED, "cancelled, or the runtime is closing");
  }

  /** Ends every job. */
  @Override
  public void close() {
    synchronized (jobs) {
      closing = true;
    }
    List<LocalJob> all = all();
    all.forEach(LocalJob::cancel);
    all.forEach(job -> job.await(CLOSE_MILLIS));
  }
}
