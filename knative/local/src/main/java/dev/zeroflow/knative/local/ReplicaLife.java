package dev.zeroflow.knative.local;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Leads each replica through its life on a virtual thread of its own: launch, probe, serve, end,
 * clean up. The pool decides; this class waits.
 */
final class ReplicaLife {
  private final LocalRuntimeConfig config;
  private final ReplicaLauncher launcher;

  ReplicaLife(LocalRuntimeConfig config, ReplicaLauncher launcher) {
    this.config = config;
    this.launcher = launcher;
  }

  /** Starts a replica; the pool hears when it is ready and when it has ended. */
  void begin(Replica replica, FunctionPool pool) {
    Thread.ofVirtual().name("replica").start(() -> live(replica, pool));
  }

  /** Stops a draining replica as soon as its calls have ended or the limit is over. */
  void end(Replica replica) {
    Thread.ofVirtual().name("replica-drain").start(() -> drainAndStop(replica));
  }

  private void live(Replica replica, FunctionPool pool) {
    try {
      ReplicaProcess process = launcher.launch(replica.spec, replica.revision);
      replica.process.complete(process);
      String startFailure = untilEnd(process, replica, pool);
      boolean expected = pool.leaves(replica);
      String ending = startFailure.isEmpty() && !expected ? process.ending() : startFailure;
      process.cleanUp();
      launcher.ended(process);
      pool.ended(replica, expected, ending);
    } catch (StartFailedException | RuntimeException e) {
      replica.process.completeExceptionally(e);
      pool.ended(replica, pool.leaves(replica), String.valueOf(e.getMessage()));
    }
  }

  /** Returns when the process has ended or failed to get ready; why it failed, or nothing. */
  private String untilEnd(ReplicaProcess process, Replica replica, FunctionPool pool) {
    try {
      process.awaitReady(replica.spec.scale().startTimeout(), config.probeInterval());
      pool.ready(replica);
      process.awaitExit();
      return "";
    } catch (StartFailedException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was interrupted";
    }
  }

  private void drainAndStop(Replica replica) {
    try {
      replica
          .drained
          .completeOnTimeout(null, config.drainLimit().toMillis(), TimeUnit.MILLISECONDS)
          .join();
      replica.process.join().stop(config.killGrace());
    } catch (CompletionException e) {
      // It never had a process, so there is nothing to stop.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
