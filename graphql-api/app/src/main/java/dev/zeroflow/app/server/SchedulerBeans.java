package dev.zeroflow.app.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.python.EnvironmentsAhead;
import dev.zeroflow.app.run.CloudEventTaskInvoker;
import dev.zeroflow.app.run.InvocationEvents;
import dev.zeroflow.app.run.StepLogSink;
import dev.zeroflow.app.run.StepLogs;
import dev.zeroflow.app.run.StoredArtifacts;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.engine.JobPort;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.engine.SchedulerConfig;
import dev.zeroflow.scheduler.engine.SchedulerPorts;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.engine.VirtualThreads;
import dev.zeroflow.scheduler.port.ConcurrencyLimits;
import dev.zeroflow.scheduler.port.FinishedRuns;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.TaskCache;
import dev.zeroflow.scheduler.postgres.PgConcurrencyLimits;
import dev.zeroflow.scheduler.postgres.PgFinishedRuns;
import dev.zeroflow.scheduler.postgres.PgRunQueue;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.postgres.PgShardLeases;
import dev.zeroflow.scheduler.postgres.PgSlotBudget;
import dev.zeroflow.scheduler.postgres.PgTaskCache;
import dev.zeroflow.scheduler.postgres.RunSignals;
import dev.zeroflow.store.PgLineageWriter;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The scheduler with its store, and what an API needs of it. */
@Dependent
class SchedulerBeans {
  @Produces
  @Singleton
  RunStore runs(Pool pool) {
    return new PgRunStore(pool, new PgLineageWriter());
  }

  @Produces
  @Singleton
  RunQueue queue(Pool pool) {
    return new PgRunQueue(pool);
  }

  @Produces
  @Singleton
  TaskCache cache(Pool pool) {
    return new PgTaskCache(pool);
  }

  @Produces
  @Singleton
  FinishedRuns finishedRuns(Pool pool) {
    return new PgFinishedRuns(pool);
  }

  @Produces
  @Singleton
  ConcurrencyLimits limits(Pool pool) {
    return new PgConcurrencyLimits(pool);
  }

  @Produces
  @Singleton
  ArtifactUris artifactUris(ServerConfig config) {
    return new ArtifactUris(config.s3().artifacts());
  }

  @Produces
  @Singleton
  Scheduler scheduler(SchedulerPorts ports, SchedulerConfig settings, VirtualThreads background) {
    return new Scheduler(ports, settings, background, System::nanoTime);
  }

  /** Other servers on the same database say when they have stored something for this one. */
  @Produces
  @Singleton
  RunSignals signals(
      Vertx vertx,
      Scheduler scheduler,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    return RunSignals.listen(vertx, Wiring.connection(url, user, password), scheduler::wake);
  }

  void close(@Disposes RunSignals signals) {
    signals.close();
  }

  @Produces
  @Singleton
  VirtualThreads background() {
    return new VirtualThreads();
  }

  void close(@Disposes VirtualThreads background) {
    background.close();
  }

  @Produces
  @Singleton
  TaskFunctions taskFunctions(FunctionImages images, FunctionPlace place) {
    return new TaskFunctions(Map.of(images.image(Wiring.TASKS), Wiring.TASKS), place.host());
  }

  @Produces
  @Singleton
  SchedulerConfig schedulerConfig(
      ServerConfig config,
      ServerAddress address,
      FunctionImages images,
      TaskFunctions functions,
      AttemptTokens tokens,
      ArtifactUris uris) {
    ServerConfig.Scheduling scheduling = config.scheduler();
    return new SchedulerConfig(
        scheduling.node(),
        functions,
        images::digest,
        address.url(),
        tokens,
        uris,
        new SchedulerConfig.Timing(scheduling.lease(), scheduling.poll(), scheduling.drain()),
        new SchedulerConfig.Bounds(scheduling.slots(), scheduling.runs()));
  }

  @Produces
  @Singleton
  SchedulerPorts.State schedulerState(Pool pool, RunStore runs, RunQueue queue, TaskCache cache) {
    return new SchedulerPorts.State(
        runs, queue, new PgShardLeases(pool), new PgSlotBudget(pool), cache);
  }

  @Produces
  @Singleton
  SchedulerPorts ports(
      SchedulerPorts.State state,
      FunctionRuntime runtime,
      JobRuntime jobs,
      FunctionPlace place,
      ObjectMapper json,
      ObjectStore objects,
      StepLogs logs,
      ServerConfig config,
      Supplier<UUID> ids) {
    return new SchedulerPorts(
        state,
        new CloudEventTaskInvoker(runtime, json),
        new StoredArtifacts(objects, Set.copyOf(config.s3().uploads()), ids),
        new StepLogSink(logs),
        new JobPort(jobs, new InvocationEvents(json), place.rule()));
  }

  @Produces
  @Singleton
  RunClient runClient(
      RunStore runs,
      TaskFunctions functions,
      Supplier<UUID> ids,
      Scheduler scheduler,
      EnvironmentsAhead environments) {
    return new RunClient(runs, functions, ids, scheduler::wake, environments);
  }

  @Produces
  @Singleton
  RunControl runControl(RunQueue queue, Scheduler scheduler) {
    return new RunControl(queue, scheduler::wake);
  }
}
