package dev.zeroflow.app.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.attempt.AttemptAuthority;
import dev.zeroflow.app.auth.AttemptDirectory;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.event.EventsToken;
import dev.zeroflow.app.event.ObjectEventIngress;
import dev.zeroflow.app.run.CloudEventTaskInvoker;
import dev.zeroflow.app.run.StepLogSink;
import dev.zeroflow.app.run.StepLogs;
import dev.zeroflow.app.run.StoredArtifacts;
import dev.zeroflow.app.serving.FunctionTokens;
import dev.zeroflow.app.serving.InferenceFunctions;
import dev.zeroflow.app.serving.ModelDeployer;
import dev.zeroflow.app.serving.ModelServing;
import dev.zeroflow.knative.local.LocalFunctionRuntime;
import dev.zeroflow.knative.local.LocalRuntimeConfig;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.engine.SchedulerConfig;
import dev.zeroflow.scheduler.engine.SchedulerPorts;
import dev.zeroflow.scheduler.engine.SigningKey;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.postgres.PgCommandQueue;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.postgres.SchedulerNode;
import dev.zeroflow.store.PgLineageWriter;
import dev.zeroflow.store.S3ObjectStore;
import dev.zeroflow.store.S3Settings;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Puts the server together: which adapter stands behind which port. The only place that knows them
 * all.
 */
@Dependent
class Wiring {
  /** Name of the function that runs every built-in task. */
  static final String TASKS = "tasks";

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }

  @Produces
  @Singleton
  FunctionImages images(ServerConfig config) {
    return new FunctionImages(config);
  }

  @Produces
  @Singleton
  FunctionRuntime runtime(ServerConfig config, FunctionImages images) throws IOException {
    return LocalFunctionRuntime.start(
        LocalRuntimeConfig.of(config.data().resolve("functions"), images.all()),
        new FunctionLog(),
        FunctionLog::event);
  }

  void close(@Disposes FunctionRuntime runtime) {
    if (runtime instanceof LocalFunctionRuntime local) {
      local.close();
    }
  }

  @Produces
  @Singleton
  ObjectStore objects(ServerConfig config) {
    ServerConfig.S3 s3 = config.s3();
    return new S3ObjectStore(
        new S3Settings(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey()));
  }

  @Produces
  @Singleton
  SchedulerNode node(Pool pool, ServerConfig config) {
    return SchedulerNode.takeOver(pool, config.scheduler().node());
  }

  @Produces
  @Singleton
  RunStore runs(Pool pool, SchedulerNode node) {
    return new PgRunStore(pool, node, new PgLineageWriter());
  }

  @Produces
  @Singleton
  CommandQueue commands(Pool pool, SchedulerNode node) {
    return new PgCommandQueue(pool, node);
  }

  @Produces
  @Singleton
  AttemptTokens attemptTokens(ServerConfig config) {
    return new AttemptTokens(key(config));
  }

  @Produces
  @Singleton
  ArtifactUris artifactUris(ServerConfig config) {
    return new ArtifactUris(config.s3().artifacts());
  }

  @Produces
  @Singleton
  StepLogs stepLogs(LogStore logs) {
    return new StepLogs(logs);
  }

  @Produces
  @Singleton
  Scheduler scheduler(
      ServerConfig config,
      ServerAddress address,
      SchedulerParts parts,
      FunctionImages images,
      InstantSource clock) {
    var settings =
        new SchedulerConfig(
            Map.of(images.image("tasks"), TASKS),
            address.url(),
            parts.tokens(),
            parts.uris(),
            config.scheduler().lease(),
            SchedulerConfig.DEFAULT_POLL,
            SchedulerConfig.DEFAULT_MAX_IN_FLIGHT);
    return new Scheduler(parts.ports(), settings, clock);
  }

  /** What the scheduler works with, gathered in one bean to keep its producer readable. */
  record SchedulerParts(SchedulerPorts ports, AttemptTokens tokens, ArtifactUris uris) {}

  @Produces
  @Singleton
  SchedulerPorts ports(
      RunStore runs,
      CommandQueue commands,
      FunctionRuntime runtime,
      ObjectMapper json,
      ObjectStore objects,
      StepLogs logs,
      ServerConfig config,
      Supplier<UUID> ids) {
    return new SchedulerPorts(
        runs,
        commands,
        new CloudEventTaskInvoker(runtime, json),
        new StoredArtifacts(objects, Set.copyOf(config.s3().uploads()), ids),
        new StepLogSink(logs));
  }

  @Produces
  @Singleton
  SchedulerParts schedulerParts(SchedulerPorts ports, AttemptTokens tokens, ArtifactUris uris) {
    return new SchedulerParts(ports, tokens, uris);
  }

  @Produces
  @Singleton
  RunClient runClient(
      RunStore runs, FunctionImages images, Supplier<UUID> ids, Scheduler scheduler) {
    return new RunClient(runs, Set.of(images.image("tasks")), ids, scheduler::wake);
  }

  @Produces
  @Singleton
  AttemptAuthority attemptAuthority(AttemptTokens tokens, RunStore runs) {
    return new AttemptAuthority(tokens, runs);
  }

  @Produces
  @Singleton
  AttemptDirectory attemptDirectory(AttemptAuthority authority) {
    return token ->
        authority
            .byToken(token)
            .map(it -> new Caller.AttemptCaller(it.project(), it.run(), it.task()));
  }

  @Produces
  @Singleton
  EventsToken eventsToken(ServerConfig config) {
    return new EventsToken(config.eventsToken());
  }

  @Produces
  @Singleton
  ObjectEventIngress ingress(
      ObjectEvents inbox, Triggers triggers, Pipelines pipelines, RunClient runs) {
    return new ObjectEventIngress(inbox, triggers, pipelines, runs);
  }

  @Produces
  @Singleton
  InferenceFunctions inferenceFunctions(
      ServerConfig config, ServerAddress address, FunctionImages images) {
    return new InferenceFunctions(
        images.image("inference"),
        address.url(),
        images.inferenceScale(),
        new FunctionTokens(key(config)));
  }

  @Produces
  @Singleton
  ModelServing modelServing(
      ModelRegistry registry,
      Artifacts artifacts,
      InferenceServices services,
      FunctionRuntime runtime,
      InferenceFunctions functions,
      InstantSource clock) {
    return new ModelServing(registry, artifacts, services, runtime, functions, clock);
  }

  @Produces
  @Singleton
  ModelDeployer deployer(ModelServing serving) {
    return (caller, request) ->
        serving.deploy(caller.project(), request.service(), request.model(), request.version());
  }

  private static SigningKey key(ServerConfig config) {
    return new SigningKey(config.secretKey().getBytes(StandardCharsets.UTF_8));
  }
}
