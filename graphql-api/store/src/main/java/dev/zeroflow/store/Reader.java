package dev.zeroflow.store;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/**
 * Runs one query on a session of its own. Sessions are never shared or looked up: the resolvers of
 * one GraphQL request run at the same time, and a session serves one of them only.
 */
final class Reader {
  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  Reader(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  <R> Uni<List<R>> list(String hql, Class<R> row, UnaryOperator<SelectionQuery<R>> parameters) {
    return onEventLoop(
        Uni.createFrom()
            .deferred(sessions::openStatelessSession)
            .flatMap(
                session ->
                    parameters
                        .apply(session.createSelectionQuery(hql, row))
                        .getResultList()
                        .eventually(session::close)));
  }

  /**
   * Sessions work on event loops only, and fields below a resolver that ran on a virtual thread are
   * resolved on that thread.
   */
  private <T> Uni<T> onEventLoop(Uni<T> work) {
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
