package dev.zeroflow.app.server;

import dev.zeroflow.store.PlannedAnew;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** The pool of the server, which keeps prepared statements but for those that are planned anew. */
@Singleton
class StatementCache implements PgPoolCreator {
  @Override
  public Pool create(Input input) {
    input
        .pgConnectOptionsList()
        .forEach(options -> options.setPreparedStatementCacheSqlFilter(PlannedAnew::mayBeKept));
    List<SqlConnectOptions> servers = List.copyOf(input.pgConnectOptionsList());
    return PgBuilder.pool()
        .connectingTo(servers)
        .with(input.poolOptions())
        .using(input.vertx())
        .build();
  }
}
