package dev.zeroflow.store;

import io.smallrye.mutiny.Uni;
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
  private final EventLoop loop;

  Reader(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.loop = new EventLoop(vertx);
  }

  <R> Uni<List<R>> list(String hql, Class<R> row, UnaryOperator<SelectionQuery<R>> parameters) {
    return loop.on(
        Uni.createFrom()
            .deferred(sessions::openStatelessSession)
            .flatMap(
                session ->
                    parameters
                        .apply(session.createSelectionQuery(hql, row))
                        .getResultList()
                        .eventually(session::close)));
  }
}
