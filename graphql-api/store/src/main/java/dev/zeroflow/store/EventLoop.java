package dev.zeroflow.store;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Where reads for GraphQL begin. Sessions work on event loops only, and fields below a resolver
 * that ran on a virtual thread are resolved on that thread.
 */
final class EventLoop {
  private final Vertx vertx;

  EventLoop(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The work, on an event loop wherever it is asked for. */
  <T> Uni<T> on(Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () ->
                Context.isOnEventLoopThread()
                    ? work
                    : work.runSubscriptionOn(
                        command ->
                            VertxContext.getOrCreateDuplicatedContext(vertx)
                                .runOnContext(ignored -> command.run())));
  }
}
