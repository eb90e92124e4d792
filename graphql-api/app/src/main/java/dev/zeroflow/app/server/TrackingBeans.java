package dev.zeroflow.app.server;

import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.trace.Assessments;
import dev.zeroflow.metadata.trace.TraceSearches;
import dev.zeroflow.metadata.trace.Traces;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import dev.zeroflow.store.DatasetReads;
import dev.zeroflow.store.PgAssessments;
import dev.zeroflow.store.PgExperimentSearches;
import dev.zeroflow.store.PgExperiments;
import dev.zeroflow.store.PgMetricHistories;
import dev.zeroflow.store.PgRunSearches;
import dev.zeroflow.store.PgTraceSearches;
import dev.zeroflow.store.PgTraces;
import dev.zeroflow.store.PgTrackingExperiments;
import dev.zeroflow.store.PgTrackingRuns;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Binds the ports of what tracking clients log to Postgres. */
@Dependent
class TrackingBeans {
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
  DatasetReads datasetReads(Pool pool) {
    return new DatasetReads(pool);
  }
}
