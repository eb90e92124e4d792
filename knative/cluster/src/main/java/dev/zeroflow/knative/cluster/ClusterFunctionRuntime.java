package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.status.ClusterView;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Functions as Knative Services. The cluster keeps what was declared, so several servers may use
 * the same functions. Safe for many threads; the client is the caller's to close.
 */
public final class ClusterFunctionRuntime implements FunctionRuntime, AutoCloseable {
  private static final Logger LOG = System.getLogger(ClusterFunctionRuntime.class.getName());

  private final Consumer<FunctionStatus> changes;
  private final InstantSource clock;
  private final ClusterView view;
  private final Directory directory;
  private final Declarations declarations;
  private final Invocation invocation;
  private final Map<String, FunctionLife> lives = new ConcurrentHashMap<>();
  private final Map<String, ClusterCall> calls = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /**
   * Begins to watch the functions of a cluster.
   *
   * @param digests what images are by content
   * @param changes receives functions that have entered another state; it must be quick
   * @param clock time of what is seen
   * @param pause between two tries to write
   */
  ClusterFunctionRuntime(
      KubernetesClient client,
      ClusterSettings settings,
      ImageDigests digests,
      Consumer<FunctionStatus> changes,
      InstantSource clock,
      Applier.Pause pause) {
    this.changes = changes;
    this.clock = clock;
    this.view = new ClusterView(client, settings.namespaces(), new Changes());
    this.directory = new Directory(view);
    var applier = new Applier(client, settings, pause);
    this.declarations = new Declarations(settings, digests, view, directory, applier);
    this.invocation = new Invocation(settings, view, directory, clock);
  }

  /**
   * Starts on the system's clock. Waits for what the cluster has, within a limit: a cluster that
   * does not answer is asked on.
   *
   * @param changes receives functions that have entered another state; it must be quick
   */
  public static ClusterFunctionRuntime start(
      KubernetesClient client,
      ClusterSettings settings,
      ImageDigests digests,
      Consumer<FunctionStatus> changes)
      throws InterruptedException {
    var runtime =
        new ClusterFunctionRuntime(
            client, settings, digests, changes, InstantSource.system(), Thread::sleep);
    runtime.watch(settings);
    return runtime;
  }

  void watch(ClusterSettings settings) throws InterruptedException {
    if (!view.start(settings.syncLimit())) {
      LOG.log(Level.WARNING, "the cluster did not tell what it has; it is asked on");
    }
  }

  @Override
  public void ensure(FunctionSpec spec) {
    if (closing) {
      throw new IllegalStateException("the runtime is closed");
    }
    FunctionLife life = life(spec.name());
    life.declaring.lock();
    try {
      if (declarations.declare(spec)) {
        life.changed();
      }
    } finally {
      life.declaring.unlock();
      forgetUnlessThere(spec.name());
    }
  }

  @Override
  public void remove(String function) {
    FunctionLife life = life(function);
    life.declaring.lock();
    try {
      declarations.remove(function);
    } finally {
      life.declaring.unlock();
      forgetUnlessThere(function);
    }
  }

  @Override
  public FunctionReply invoke(FunctionCall call) throws FunctionUnavailableException {
    var running = new ClusterCall(call);
    if (calls.putIfAbsent(call.callId(), running) != null) {
      throw new IllegalArgumentException("a call with this id is running: " + call.callId());
    }
    try {
      if (closing) {
        throw running.unavailable(Reason.CANCELLED, "the runtime is closing");
      }
      var function = new DeclaredFunction(invocation.find(running));
      return invocation.run(running, function, life(call.function()));
    } finally {
      calls.remove(call.callId());
    }
  }

  @Override
  public void cancel(String callId) {
    ClusterCall running = calls.get(callId);
    if (running != null) {
      running.cancel("cancelled by its caller");
    }
  }

  @Override
  public List<FunctionStatus> describe() {
    return directory.all().stream().map(this::status).toList();
  }

  /** Gives up what runs here. Functions stay on the cluster. */
  @Override
  public void close() {
    closing = true;
    calls.values().forEach(running -> running.cancel("the runtime is closing"));
    view.close();
    invocation.close();
  }

  private FunctionStatus status(Service service) {
    return life(service.getMetadata().getName()).status(view.sight(service), clock.instant());
  }

  private FunctionLife life(String function) {
    return lives.computeIfAbsent(function, name -> new FunctionLife(clock.instant()));
  }

  /** Calls that wait for a function which is gone see it at once. */
  private void forgetUnlessThere(String function) {
    if (directory.find(function).isEmpty()) {
      FunctionLife life = lives.remove(function);
      if (life != null) {
        life.wake();
      }
    }
  }

  private final class Changes implements ClusterView.Listener {
    @Override
    public void changed(String function) {
      directory.find(function).ifPresent(this::look);
    }

    private void look(Service service) {
      FunctionLife life = life(service.getMetadata().getName());
      if (life.look(view.sight(service), clock.instant())) {
        changes.accept(status(service));
      }
    }

    @Override
    public void deleted(Service service) {
      directory.gone(service);
      forgetUnlessThere(service.getMetadata().getName());
    }
  }
}
