package dev.zeroflow.app.server;

import dev.zeroflow.app.lineage.EdgeSources;
import dev.zeroflow.app.lineage.ParameterSources;
import dev.zeroflow.app.openlineage.IngestKey;
import dev.zeroflow.app.openlineage.LineageEmitter;
import dev.zeroflow.metadata.outside.LineageFeed;
import dev.zeroflow.metadata.outside.OutsideLineage;
import dev.zeroflow.store.PgEdgeSource;
import dev.zeroflow.store.PgExecutionParameters;
import dev.zeroflow.store.PgLineageFeed;
import dev.zeroflow.store.PgOutsideLineage;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Binds the ports of lineage to Postgres, and says who may add to it and where it is sent. */
@Dependent
class LineageBeans {
  @Produces
  @Singleton
  EdgeSources edgeSources(Pool pool) {
    return (project, view) -> new PgEdgeSource(pool, project, view);
  }

  @Produces
  @Singleton
  ParameterSources parameterSources(Pool pool) {
    return project -> new PgExecutionParameters(pool, project);
  }

  @Produces
  @Singleton
  OutsideLineage outsideLineage(Pool pool) {
    return new PgOutsideLineage(pool);
  }

  @Produces
  @Singleton
  IngestKey ingestKey(ServerConfig config) {
    return new IngestKey(config.openlineage().ingestKey());
  }

  @Produces
  @Singleton
  LineageFeed lineageFeed(Pool pool) {
    return new PgLineageFeed(pool);
  }

  @Produces
  @Singleton
  LineageEmitter.Settings lineageSettings(ServerConfig config) {
    ServerConfig.OpenLineage it = config.openlineage();
    return new LineageEmitter.Settings(
        it.url(), it.key(), it.namespace(), config.scheduler().node(), it.poll());
  }
}
