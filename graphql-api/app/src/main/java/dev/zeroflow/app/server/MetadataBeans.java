package dev.zeroflow.app.server;

import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.metadata.project.Projects;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectSweeps;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.store.AttemptReads;
import dev.zeroflow.store.CatalogReads;
import dev.zeroflow.store.ExecutionReads;
import dev.zeroflow.store.PgArtifacts;
import dev.zeroflow.store.PgLogStore;
import dev.zeroflow.store.PgObjectEvents;
import dev.zeroflow.store.PgObjectSweeps;
import dev.zeroflow.store.PgPipelineCatalog;
import dev.zeroflow.store.PgPipelines;
import dev.zeroflow.store.PgProjects;
import dev.zeroflow.store.PgRecurringRuns;
import dev.zeroflow.store.PgRunDetails;
import dev.zeroflow.store.PgRunListing;
import dev.zeroflow.store.PgTriggers;
import dev.zeroflow.store.PipelineReads;
import dev.zeroflow.store.RunIndex;
import dev.zeroflow.store.RunReads;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Binds the metadata's other ports to Postgres: projects, pipelines, runs, triggers, logs. */
@Dependent
class MetadataBeans {
  @Produces
  @Singleton
  Artifacts artifacts(Pool pool) {
    return new PgArtifacts(pool);
  }

  @Produces
  @Singleton
  Projects projects(Pool pool) {
    return new PgProjects(pool);
  }

  @Produces
  @Singleton
  Triggers triggers(Pool pool) {
    return new PgTriggers(pool);
  }

  @Produces
  @Singleton
  ObjectEvents objectEvents(Pool pool, InstantSource clock) {
    return new PgObjectEvents(pool, clock);
  }

  @Produces
  @Singleton
  ObjectSweeps objectSweeps(Pool pool) {
    return new PgObjectSweeps(pool);
  }

  @Produces
  @Singleton
  Pipelines pipelines(Pool pool, InstantSource clock) {
    return new PgPipelines(pool, clock);
  }

  @Produces
  @Singleton
  PgPipelineCatalog pipelineCatalog(Pool pool) {
    return new PgPipelineCatalog(pool);
  }

  @Produces
  @Singleton
  RunDetails runDetails(Pool pool) {
    return new PgRunDetails(pool);
  }

  @Produces
  @Singleton
  RunListing runListing(Pool pool) {
    return new PgRunListing(pool);
  }

  @Produces
  @Singleton
  PgRecurringRuns recurringRuns(Pool pool) {
    return new PgRecurringRuns(pool);
  }

  @Produces
  @Singleton
  LogStore logs(Pool pool, ObjectStore objects, ServerConfig config) {
    return new PgLogStore(pool, objects, config.s3().artifacts());
  }

  @Produces
  @Singleton
  PipelineReads pipelineReads(Pool pool) {
    return new PipelineReads(pool);
  }

  @Produces
  @Singleton
  AttemptReads attemptReads(Pool pool) {
    return new AttemptReads(pool);
  }

  @Produces
  @Singleton
  ExecutionReads executionReads(Pool pool) {
    return new ExecutionReads(pool);
  }

  @Produces
  @Singleton
  RunIndex runIndex(Pool pool) {
    return new RunIndex(pool);
  }

  @Produces
  @Singleton
  RunReads runReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    return new RunReads(sessions, vertx);
  }

  @Produces
  @Singleton
  CatalogReads catalogReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    return new CatalogReads(sessions, vertx);
  }
}
