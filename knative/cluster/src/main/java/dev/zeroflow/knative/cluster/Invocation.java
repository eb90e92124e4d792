package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.status.ClusterView;
import dev.zeroflow.knative.cluster.status.Finding;
import dev.zeroflow.knative.cluster.status.Route;
import dev.zeroflow.knative.cluster.status.Sight;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import io.fabric8.knative.serving.v1.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One call after the other: waits for the address, sends, and says what became of it. */
final class Invocation implements AutoCloseable {
  /** A lost connection is often seen a moment before the end of its container is known. */
  private static final Duration END_IS_KNOWN = Duration.ofMillis(500);

  private final ClusterSettings settings;
  private final ClusterView view;
  private final Directory directory;
  private final InstantSource clock;
  private final FunctionHttp http;
  private final ScheduledThreadPoolExecutor deadlines = deadlines();

  Invocation(ClusterSettings settings, ClusterView view, Directory directory, InstantSource clock) {
    this.settings = settings;
    this.view = view;
    this.directory = directory;
    this.clock = clock;
    this.http = new FunctionHttp(settings.ingress(), settings.maxReplyBytes());
  }

  private static ScheduledThreadPoolExecutor deadlines() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-deadlines").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** The Service that a call is for. */
  Service find(ClusterCall running) throws FunctionUnavailableException {
    String function = running.call.function();
    return directory
        .find(function)
        .orElseThrow(
            () ->
                running.unavailable(
                    Reason.UNKNOWN_FUNCTION,
                    "function " + function + " is not declared; declare it first"));
  }

  /** Leads a call to its end. */
  FunctionReply run(ClusterCall running, DeclaredFunction function, FunctionLife life)
      throws FunctionUnavailableException {
    life.admit(running, function.most());
    Future<?> start = at(function.startTimeout(), () -> running.failStart(late(running)));
    Future<?> end = at(running.remaining(), () -> running.timeOut(late(running)));
    try {
      return answer(running, life);
    } catch (FunctionUnavailableException e) {
      life.failed();
      throw e;
    } finally {
      start.cancel(false);
      end.cancel(false);
      life.leave(running);
    }
  }

  private Future<?> at(Duration time, Runnable task) {
    return deadlines.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private FunctionReply answer(ClusterCall running, FunctionLife life)
      throws FunctionUnavailableException {
    Instant arrived = clock.instant();
    URI address = address(running);
    running.route();
    Sight sight = view.sight(find(running));
    boolean cold = life.isCold(sight, arrived, clock.instant());
    if (cold) {
      // What stands in its way may have been there before, and would not be told again.
      life.look(sight, clock.instant());
    } else {
      running.reach();
    }
    FunctionReply reply = exchange(running, address);
    Optional<GatewayAnswer> gateway = GatewayAnswer.of(reply);
    if (gateway.isPresent()) {
      throw unavailable(running, gateway.get());
    }
    life.answered(clock.instant());
    return new FunctionReply(
        reply.status(), reply.headers(), reply.body(), cold, running.reachedAfter());
  }

  /** The deadlines end the wait if nothing else does. */
  private URI address(ClusterCall running) throws FunctionUnavailableException {
    return running
        .await(() -> look(running), running.call.timeout().multipliedBy(2))
        .orElseThrow(() -> running.unavailable(Reason.START_FAILED, late(running)));
  }

  private Optional<URI> look(ClusterCall running) throws FunctionUnavailableException {
    return switch (Route.to(find(running))) {
      case Route.Open open -> Optional.of(open.address());
      case Route.Preparing preparing -> Optional.empty();
      case Route.Broken broken ->
          throw running.unavailable(Reason.START_FAILED, broken.finding().sentence());
    };
  }

  private FunctionReply exchange(ClusterCall running, URI address)
      throws FunctionUnavailableException {
    var request = http.request(running.call, address);
    try {
      return running.exchange(request::cancel, () -> http.send(request, address));
    } catch (ConnectException | UnknownHostException e) {
      throw running.unavailable(Reason.CONNECTION_LOST, unreachable(address, e));
    } catch (IOException e) {
      throw lost(running, String.valueOf(e.getMessage()));
    }
  }

  private String unreachable(URI address, IOException e) {
    return settings.ingress() == null
        ? address + " is not to be reached; from outside of the cluster, set an ingress: " + e
        : "ingress " + settings.ingress() + " is not to be reached: " + e;
  }

  private FunctionUnavailableException unavailable(ClusterCall running, GatewayAnswer answer) {
    return answer.reason() == Reason.CONNECTION_LOST
        ? lost(running, answer.message())
        : running.unavailable(answer.reason(), answer.message());
  }

  /** Says why the pod went, if its status tells in time. */
  private FunctionUnavailableException lost(ClusterCall running, String message) {
    try {
      Optional<Finding> end =
          running.await(
              () -> sight(running).flatMap(Sight::anyFinding),
              running.elapsed().plus(END_IS_KNOWN));
      String why = end.map(finding -> message + "; " + finding.sentence()).orElse(message);
      return running.unavailable(Reason.CONNECTION_LOST, why);
    } catch (FunctionUnavailableException e) {
      return e;
    }
  }

  /** Why there is no ready pod, in a sentence. */
  private String late(ClusterCall running) {
    String waited = running.call.function() + " had no ready pod after " + running.elapsed();
    return sight(running).map(it -> waited + ": " + it.reason()).orElse(waited);
  }

  private Optional<Sight> sight(ClusterCall running) {
    return directory.find(running.call.function()).map(view::sight);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    http.close();
  }
}
