package dev.zeroflow.app.server;

import dev.zeroflow.app.lineage.EdgeSources;
import dev.zeroflow.app.lineage.ParameterSources;
import dev.zeroflow.app.openlineage.IngestKey;
import dev.zeroflow.app.openlineage.LineageEmitter;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.governance.Governance;
import dev.zeroflow.metadata.governance.ServableVersions;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.outside.LineageFeed;
import dev.zeroflow.metadata.outside.OutsideLineage;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.metadata.project.Projects;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.RegisteredModels;
import dev.zeroflow.metadata.registry.RegistryListing;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.trace.Assessments;
import dev.zeroflow.metadata.trace.TraceSearches;
import dev.zeroflow.metadata.trace.Traces;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.store.AttemptReads;
import dev.zeroflow.store.CatalogReads;
import dev.zeroflow.store.DatasetReads;
import dev.zeroflow.store.ExecutionReads;
import dev.zeroflow.store.PgArtifacts;
import dev.zeroflow.store.PgAssessments;
import dev.zeroflow.store.PgEdgeSource;
import dev.zeroflow.store.PgExecutionParameters;
import dev.zeroflow.store.PgExperimentSearches;
import dev.zeroflow.store.PgExperiments;
import dev.zeroflow.store.PgGovernance;
import dev.zeroflow.store.PgHubRegistry;
import dev.zeroflow.store.PgInferenceServices;
import dev.zeroflow.store.PgLineageFeed;
import dev.zeroflow.store.PgLogStore;
import dev.zeroflow.store.PgMetricHistories;
import dev.zeroflow.store.PgModelAliases;
import dev.zeroflow.store.PgModelRegistry;
import dev.zeroflow.store.PgObjectEvents;
import dev.zeroflow.store.PgOutsideLineage;
import dev.zeroflow.store.PgPipelineCatalog;
import dev.zeroflow.store.PgPipelines;
import dev.zeroflow.store.PgProjects;
import dev.zeroflow.store.PgRecurringRuns;
import dev.zeroflow.store.PgRegisteredModels;
import dev.zeroflow.store.PgRegistryListing;
import dev.zeroflow.store.PgRunDetails;
import dev.zeroflow.store.PgRunListing;
import dev.zeroflow.store.PgRunSearches;
import dev.zeroflow.store.PgServableVersions;
import dev.zeroflow.store.PgTraceSearches;
import dev.zeroflow.store.PgTraces;
import dev.zeroflow.store.PgTrackingExperiments;
import dev.zeroflow.store.PgTrackingRuns;
import dev.zeroflow.store.PgTriggers;
import dev.zeroflow.store.PipelineReads;
import dev.zeroflow.store.RegistryReads;
import dev.zeroflow.store.RunIndex;
import dev.zeroflow.store.RunReads;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Binds the metadata's ports to Postgres. */
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
  ModelRegistry modelRegistry(Pool pool, InstantSource clock, Supplier<UUID> ids) {
    return new PgModelRegistry(pool, clock, ids);
  }

  @Produces
  @Singleton
  RegisteredModels registeredModels(Pool pool) {
    return new PgRegisteredModels(pool);
  }

  @Produces
  @Singleton
  ModelAliases modelAliases(Pool pool, Supplier<UUID> ids, SignatureCheck check) {
    return new PgModelAliases(pool, ids, check);
  }

  @Produces
  @Singleton
  ServableVersions servableVersions(Pool pool, SignatureCheck check) {
    return new PgServableVersions(pool, check);
  }

  @Produces
  @Singleton
  Governance governance(Pool pool) {
    return new PgGovernance(pool);
  }

  @Produces
  @Singleton
  RegistryListing registryListing(Pool pool) {
    return new PgRegistryListing(pool);
  }

  @Produces
  @Singleton
  HubRegistry hubRegistry(Pool pool) {
    return new PgHubRegistry(pool);
  }

  @Produces
  @Singleton
  InferenceServices inferenceServices(Pool pool) {
    return new PgInferenceServices(pool);
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
  Experiments experiments(Pool pool) {
    return new PgExperiments(pool);
  }

  @Produces
  @Singleton
  TrackingExperiments trackingExperiments(Pool pool, Experiments experiments) {
    return new PgTrackingExperiments(pool, experiments);
  }

  @Produces
  @Singleton
  TrackingRuns trackingRuns(Pool pool) {
    return new PgTrackingRuns(pool);
  }

  @Produces
  @Singleton
  RunSearches runSearches(Pool pool) {
    return new PgRunSearches(pool);
  }

  @Produces
  @Singleton
  MetricHistories metricHistories(Pool pool) {
    return new PgMetricHistories(pool);
  }

  @Produces
  @Singleton
  ExperimentSearches experimentSearches(Pool pool) {
    return new PgExperimentSearches(pool);
  }

  @Produces
  @Singleton
  Traces traces(Pool pool) {
    return new PgTraces(pool);
  }

  @Produces
  @Singleton
  TraceSearches traceSearches(Pool pool) {
    return new PgTraceSearches(pool);
  }

  @Produces
  @Singleton
  Assessments assessments(Pool pool) {
    return new PgAssessments(pool);
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

  @Produces
  @Singleton
  DatasetReads datasetReads(Pool pool) {
    return new DatasetReads(pool);
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
  RegistryReads registryReads(Pool pool, Vertx vertx) {
    return new RegistryReads(pool, vertx);
  }

  @Produces
  @Singleton
  CatalogReads catalogReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    return new CatalogReads(sessions, vertx);
  }
}
