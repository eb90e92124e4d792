package dev.zeroflow.app.follow;

import dev.zeroflow.app.api.UnavailableException;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks again and again on behalf of a client until there is nothing left to come. Nothing is read
 * ahead: what is behind is read only when the client's connection has taken what is before.
 */
@ApplicationScoped
class Following {
  /** Most subscriptions of the server, and of one connection. */
  static final int MAX_ALL = 200;

  static final int MAX_EACH = 20;

  /** Pauses between looks: shorter ones right after something has come. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

  /** Longest time that a client may take nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CallerResolver callers;
  private final CurrentVertxRequest request;
  private final ExecutorService virtualThreads;
  private final Followers followers = new Followers(MAX_ALL, MAX_EACH);

  Following(
      CallerResolver callers,
      CurrentVertxRequest request,
      @VirtualThreads ExecutorService virtualThreads) {
    this.callers = callers;
    this.request = request;
    this.virtualThreads = virtualThreads;
  }

  /** Subscriptions that have not ended. */
  int all() {
    return followers.all();
  }

  /**
   * Everything that the looks of the current request's caller find.
   *
   * @param look makes a blocking look, which goes on behind what it has found before
   */
  <T> Multi<T> follow(Function<Caller, Supplier<Step<T>>> look) {
    return SocketRequest.within(
        () -> {
          Channel connection = connection();
          return callers
              .resolve()
              .onItem()
              .transformToMulti(caller -> follow(connection, look.apply(caller)));
        });
  }

  /** The connection of the current request. */
  private Channel connection() {
    RoutingContext current = request.getCurrent();
    if (current == null) {
      throw new IllegalStateException("there is no current request to tell the connection from");
    }
    return ((ConnectionBase) current.request().connection()).channel();
  }

  private <T> Multi<T> follow(Channel connection, Supplier<Step<T>> look) {
    return Multi.createFrom()
        .deferred(
            () -> {
              followers.begin(connection);
              return looks(look)
                  .onItem()
                  .transformToMultiAndConcatenate(step -> Multi.createFrom().iterable(step.items()))
                  .onItem()
                  .transformToUniAndConcatenate(item -> later(() -> taken(connection, item)))
                  .onTermination()
                  .invoke(() -> followers.end(connection));
            });
  }

  private <T> Multi<Step<T>> looks(Supplier<Step<T>> look) {
    return Multi.createBy()
        .repeating()
        .uni(Pause::new, pause -> later(() -> pause.after(look.get())))
        .until(Step::ended);
  }

  private <T> Uni<T> later(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(virtualThreads);
  }

  /** The item, once the connection has sent what was before: it keeps what it cannot send. */
  static <T> T taken(Channel connection, T item) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!connection.isWritable()) {
      if (!connection.isActive() || System.nanoTime() - end > 0) {
        throw new UnavailableException(
            "the connection takes nothing; go on behind the last cursor");
      }
      sleep(FIRST_PAUSE);
    }
    return item;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("the server ends");
    }
  }

  /** How long to wait when a look has found nothing. */
  private static final class Pause {
    private Duration next = FIRST_PAUSE;

    <T> Step<T> after(Step<T> step) {
      if (!step.items().isEmpty()) {
        next = FIRST_PAUSE;
      } else if (!step.ended()) {
        sleep(next);
        next = next.compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
      }
      return step;
    }
  }
}
