package dev.zeroflow.knative.cluster.job;

import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobRefusedException;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import dev.zeroflow.scheduler.port.JobStatus.State;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as Jobs of Kubernetes, one pod each. What they do is seen by informers, which survive the
 * end of a watch, and by looks from time to time at what does not start. The client tries requests
 * again that the server is too busy for.
 */
public final class ClusterJobRuntime implements JobRuntime, AutoCloseable {
  private static final Logger LOG = System.getLogger(ClusterJobRuntime.class.getName());
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final ClusterJobConfig config;
  private final JobManifests manifests;
  private final JobEnds ends;
  private final InstantSource clock;
  private final SharedIndexInformer<Job> jobs;
  private final SharedIndexInformer<Pod> pods;

  /** Jobs whose end was told, and that are still there. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Jobs whose event is known to go away with them. */
  private final Set<String> owned = ConcurrentHashMap.newKeySet();

  private volatile Listener listener = (id, end) -> {};

  /**
   * Starts to look at jobs; returns when it has seen those that exist. The config maps of the
   * Python host are created if need be.
   */
  public ClusterJobRuntime(
      KubernetesClient client, ClusterJobConfig config, PythonFolder python, InstantSource clock) {
    this.client = client;
    this.config = config;
    this.manifests = new JobManifests(config, python);
    this.ends = new JobEnds(config.pullLimit(), config.startLimit());
    this.clock = clock;
    python.configMaps(config.namespace()).forEach(this::createUnlessThere);
    this.pods =
        client
            .pods()
            .inNamespace(config.namespace())
            .withLabel(JobLabels.MANAGED_BY, JobLabels.ZEROFLOW)
            .withLabel(JobLabels.JOB)
            .inform(handler(pod -> look(pod.getMetadata().getLabels().get(JobLabels.JOB))));
    this.jobs =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(config.namespace())
            .withLabel(JobLabels.MANAGED_BY, JobLabels.ZEROFLOW)
            .withLabel(JobLabels.JOB)
            .inform(new JobHandler());
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void start(JobSpec spec) throws JobRefusedException {
    try {
      createUnlessThere(manifests.event(spec));
      createUnlessThere(manifests.job(spec, clock.instant()));
      if (!own(spec.id())) {
        cancel(spec.id());
        throw new JobRefusedException(
            new JobEnd(Reason.CANCELLED, "another scheduler has given the job up"));
      }
    } catch (KubernetesClientException e) {
      throw new JobRefusedException(refusal(e));
    }
  }

  /** Another scheduler, or a try whose answer was lost, may have been first. */
  private void createUnlessThere(HasMetadata wanted) {
    try {
      var _ = client.resource(wanted).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
    }
  }

  /**
   * The event goes away with its job from now on, or from the next look at the job on. No right to
   * read secrets is needed for that.
   *
   * @return whether the event is there
   */
  private boolean own(String id) {
    Job job = job(id).get();
    if (job == null) {
      return true; // it has ended already, and all is over
    }
    try {
      event(id).patch(PatchContext.of(PatchType.JSON_MERGE), manifests.ownership(job));
      owned.add(id);
      return true;
    } catch (KubernetesClientException e) {
      LOG.log(Level.WARNING, "the event of job {0} has no owner yet: {1}", id, e.getMessage());
      return e.getCode() != NOT_FOUND;
    }
  }

  private static JobEnd refusal(KubernetesClientException e) {
    String message = "the cluster refuses the job: " + e.getMessage();
    boolean quota = e.getCode() == 403 && message.contains("quota");
    Reason reason =
        switch (e.getCode()) {
          case 403 -> quota ? Reason.UNSCHEDULABLE : Reason.REFUSED;
          case 400, 404, 422 -> Reason.REFUSED;
          default -> Reason.START_FAILED;
        };
    return new JobEnd(reason, message);
  }

  @Override
  public void cancel(String id) {
    ignoringAbsence(() -> job(id).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    ignoringAbsence(() -> event(id).delete());
  }

  /** Whoever started it may have come to its end between the event, the job, and their bond. */
  @Override
  public Optional<JobStatus> find(String id) {
    Job job = job(id).get();
    if (job == null) {
      ignoringAbsence(() -> event(id).delete());
    } else if (!owned.contains(id)) {
      var _ = own(id);
    }
    return Optional.ofNullable(job).map(this::status);
  }

  private static void ignoringAbsence(Runnable deletion) {
    try {
      deletion.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public List<JobStatus> describe() {
    return jobs.getStore().list().stream()
        .map(this::status)
        .sorted(Comparator.comparing(JobStatus::id))
        .toList();
  }

  private JobStatus status(Job job) {
    String id = job.getMetadata().getName();
    Pod pod = pod(id);
    JobEnd end = ends.of(job, pod, clock.instant()).orElse(null);
    State state =
        end != null ? State.ENDED : JobEnds.isRunning(pod) ? State.RUNNING : State.WAITING;
    String reason =
        end != null
            ? end.message()
            : state == State.RUNNING ? "its pod runs" : JobEnds.waiting(job, pod);
    String function = job.getMetadata().getLabels().getOrDefault(JobLabels.FUNCTION, "");
    return new JobStatus(id, function, state, reason, since(job), end);
  }

  private Instant since(Job job) {
    String created = job.getMetadata().getCreationTimestamp();
    return created == null ? clock.instant() : Instant.parse(created);
  }

  /** Looks at everything once more, for what only time tells. To be called every some seconds. */
  public void tidy() {
    jobs.getStore().list().forEach(job -> look(job.getMetadata().getName()));
  }

  /** Tells of the end of a job if it has come. One that never will start is deleted. */
  private void look(@Nullable String id) {
    Job job = id == null ? null : jobs.getStore().getByKey(config.namespace() + "/" + id);
    if (id == null || job == null) {
      return;
    }
    Optional<JobEnd> end = ends.of(job, pod(id), clock.instant());
    if (end.isPresent() && told.add(id)) {
      listener.ended(id, end.get());
      if (!isOver(job)) {
        cancel(id);
      }
    }
  }

  private static boolean isOver(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .filter(it -> it.getStatus().equals("True"))
            .anyMatch(it -> it.getType().equals("Failed") || it.getType().equals("Complete"));
  }

  private @Nullable Pod pod(String id) {
    return pods.getStore().list().stream()
        .filter(it -> id.equals(it.getMetadata().getLabels().get(JobLabels.JOB)))
        .findFirst()
        .orElse(null);
  }

  private Resource<Job> job(String id) {
    return client.batch().v1().jobs().inNamespace(config.namespace()).withName(id);
  }

  private Resource<Secret> event(String id) {
    return client.secrets().inNamespace(config.namespace()).withName(id);
  }

  private static <T> ResourceEventHandler<T> handler(Consumer<T> changed) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T made) {
        changed.accept(made);
      }

      @Override
      public void onUpdate(T before, T after) {
        changed.accept(after);
      }

      @Override
      public void onDelete(T gone, boolean unknown) {}
    };
  }

  private final class JobHandler implements ResourceEventHandler<Job> {
    @Override
    public void onAdd(Job made) {
      look(made.getMetadata().getName());
    }

    @Override
    public void onUpdate(Job before, Job after) {
      look(after.getMetadata().getName());
    }

    /** By us, by somebody else, or because it had ended long ago. */
    @Override
    public void onDelete(Job gone, boolean unknown) {
      String id = gone.getMetadata().getName();
      owned.remove(id);
      if (!told.remove(id)) {
        listener.ended(id, new JobEnd(Reason.CANCELLED, "the job was deleted"));
      }
    }
  }

  @Override
  public void close() {
    jobs.close();
    pods.close();
  }
}
