package dev.zeroflow.app.api;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Joins reads that block with those that do not. */
@ApplicationScoped
public class Later {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private final ExecutorService virtualThreads;

  Later(@VirtualThreads ExecutorService virtualThreads) {
    this.virtualThreads = virtualThreads;
  }

  /** Blocking work for a field that is read in a batch: those are asked for on event loops too. */
  public <T> Uni<T> of(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(virtualThreads);
  }

  /** What a read on an event loop gives, waited for on a virtual thread. */
  public static <T> T await(Uni<T> read) {
    return read.await().atMost(TIMEOUT);
  }
}
