package dev.zeroflow.app.server;

import dev.zeroflow.app.attempt.AttemptAuthority;
import dev.zeroflow.app.auth.AttemptDirectory;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.ProjectDirectory;
import dev.zeroflow.app.event.ClusterAccounts;
import dev.zeroflow.app.event.EventsToken;
import dev.zeroflow.app.event.LostEvents;
import dev.zeroflow.app.event.ObjectEventIngress;
import dev.zeroflow.app.event.ObjectPoller;
import dev.zeroflow.app.event.SenderAccounts;
import dev.zeroflow.app.event.WakeUp;
import dev.zeroflow.app.kfp.Ticker;
import dev.zeroflow.app.python.EnvironmentsAhead;
import dev.zeroflow.app.python.PythonHost;
import dev.zeroflow.app.run.StepLogs;
import dev.zeroflow.app.serving.FunctionTokens;
import dev.zeroflow.app.serving.InferenceFunctions;
import dev.zeroflow.app.serving.ModelDeployer;
import dev.zeroflow.app.serving.ModelServing;
import dev.zeroflow.app.webhook.WebhookDispatcher;
import dev.zeroflow.knative.cluster.event.TokenReviews;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.metadata.project.Projects;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectSweeps;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.SigningKey;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.engine.VirtualThreads;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.store.S3ObjectStore;
import dev.zeroflow.store.S3Settings;
import dev.zeroflow.store.StoreSignals;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
  FunctionPlace place(
      ServerConfig config, FunctionImages images, PythonHost python, InstantSource clock)
      throws IOException, InterruptedException {
    return config.runtime() == ServerConfig.Runtime.CLUSTER
        ? new ClusterPlace(config, images, clock)
        : new LocalPlace(config, images, python, clock);
  }

  void close(@Disposes FunctionPlace place) {
    place.close();
  }

  @Produces
  @Singleton
  FunctionRuntime functions(FunctionPlace place) {
    return place.functions();
  }

  @Produces
  @Singleton
  JobRuntime jobs(FunctionPlace place) {
    return place.jobs();
  }

  @Produces
  @Singleton
  S3ObjectStore objects(ServerConfig config) {
    ServerConfig.S3 s3 = config.s3();
    return new S3ObjectStore(
        new S3Settings(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey()));
  }

  @Produces
  @Singleton
  AttemptTokens attemptTokens(ServerConfig config) {
    return new AttemptTokens(key(config));
  }

  @Produces
  @Singleton
  StepLogs stepLogs(LogStore logs) {
    return new StepLogs(logs);
  }

  /** Other servers say what they have changed. */
  @Produces
  @Singleton
  StoreSignals storeSignals(
      Vertx vertx,
      Ticker ticker,
      WebhookDispatcher webhooks,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    return StoreSignals.listen(
        vertx, connection(url, user, password), ticker::wake, webhooks::wake);
  }

  void close(@Disposes StoreSignals signals) {
    signals.close();
  }

  static PgConnectOptions connection(String url, String user, String password) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
            .setUser(user)
            .setPassword(password);
    // As for the pool: there is no certificate to compare with.
    options.setTrustAll(true);
    return options;
  }

  @Produces
  @Singleton
  PythonHost pythonHost(ServerConfig config) {
    return new PythonHost(config, System.getenv());
  }

  @Produces
  @Singleton
  EnvironmentsAhead environmentsAhead(
      TaskFunctions functions, FunctionRuntime runtime, VirtualThreads background) {
    return new EnvironmentsAhead(functions, runtime, background);
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
  ProjectDirectory projectDirectory(Projects projects) {
    return name -> projects.find(name).isPresent();
  }

  @Produces
  @Singleton
  EventsToken eventsToken(ServerConfig config) {
    return new EventsToken(config.eventsToken());
  }

  /** Only Triggers of a cluster have tokens of their own. */
  @Produces
  @Singleton
  SenderAccounts senderAccounts(ServerConfig config) {
    return config
        .eventsAudience()
        .<SenderAccounts>map(
            audience ->
                new ClusterAccounts(
                    new TokenReviews(new KubernetesClientBuilder().build(), audience),
                    config.cluster().namespace()))
        .orElse(token -> false);
  }

  @Produces
  @Singleton
  ObjectEventIngress ingress(
      ObjectEvents inbox, Triggers triggers, Pipelines pipelines, RunClient runs) {
    return new ObjectEventIngress(inbox, triggers, pipelines, runs);
  }

  @Produces
  @Singleton
  LostEvents lostEvents(
      ObjectSweeps sweeps, S3ObjectStore objects, ObjectEventIngress ingress, ServerConfig config) {
    return new LostEvents(sweeps, objects.listing(), ingress, config.eventsSearchInterval());
  }

  @Produces
  @Singleton
  ObjectPoller.Settings searchSettings(ServerConfig config) {
    return new ObjectPoller.Settings(config.eventsSearchInterval());
  }

  @Produces
  @Singleton
  WakeUp wakeUp(Ticker ticker, ObjectPoller poller) {
    return () -> {
      ticker.wake();
      poller.wake();
    };
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
