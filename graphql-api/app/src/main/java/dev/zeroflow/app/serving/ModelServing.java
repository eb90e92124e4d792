package dev.zeroflow.app.serving;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.serving.ServiceState;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves model versions. A version is switched to only after its function has answered, so that a
 * model that does not load never takes the place of one that does.
 */
public final class ModelServing {
  private static final Duration READY_TIME = Duration.ofSeconds(60);
  private final ModelRegistry registry;
  private final Artifacts artifacts;
  private final InferenceServices services;
  private final FunctionRuntime runtime;
  private final InferenceFunctions functions;
  private final InstantSource clock;

  private final ServedModels served;

  public ModelServing(
      ModelRegistry registry,
      Artifacts artifacts,
      InferenceServices services,
      FunctionRuntime runtime,
      InferenceFunctions functions,
      InstantSource clock) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.services = services;
    this.runtime = runtime;
    this.functions = functions;
    this.clock = clock;
    this.served = new ServedModels(services, it -> runtime.ensure(functions.spec(it)), clock);
  }

  /** Declares the functions of everything that was served before; starts none of them. */
  public void restore() {
    for (InferenceService service : services.all()) {
      runtime.ensure(functions.spec(service));
      served.put(service);
    }
  }

  /**
   * Serves a version under a name, in place of what the name served before.
   *
   * @throws MetadataException if the version does not exist or its function does not get ready
   */
  public InferenceService deploy(String project, String name, String model, String version) {
    ModelVersion registered =
        registry
            .find(project, model, version)
            .orElseThrow(
                () -> MetadataException.notFound("model " + model + " has no version " + version));
    InferenceService wanted = service(project, name, registered);
    Optional<InferenceService> before = services.find(project, name);
    services.upsert(wanted);
    runtime.ensure(functions.spec(wanted));
    try {
      waitUntilReady(wanted);
    } catch (MetadataException e) {
      before.ifPresentOrElse(
          services::upsert, () -> services.upsert(in(wanted, ServiceState.FAILED)));
      forget(wanted, before);
      throw e;
    }
    InferenceService ready = in(wanted, ServiceState.READY);
    services.upsert(ready);
    served.put(ready);
    before
        .filter(old -> !sameFunction(old, ready))
        .ifPresent(old -> runtime.remove(InferenceFunctions.name(old)));
    return ready;
  }

  /** The service, if the project serves something under the name. */
  Optional<InferenceService> find(String project, String name) {
    return served.find(project, name);
  }

  /** Names of what the project serves, in order. */
  List<String> names(String project) {
    return services.all().stream()
        .filter(it -> it.project().equals(project) && it.state() == ServiceState.READY)
        .map(InferenceService::name)
        .toList();
  }

  private void forget(InferenceService failed, Optional<InferenceService> before) {
    if (before.isEmpty() || !sameFunction(before.get(), failed)) {
      runtime.remove(InferenceFunctions.name(failed));
    }
  }

  private static boolean sameFunction(InferenceService a, InferenceService b) {
    return InferenceFunctions.name(a).equals(InferenceFunctions.name(b));
  }

  private void waitUntilReady(InferenceService service) {
    String function = InferenceFunctions.name(service);
    var probe =
        new FunctionCall(
            "deploy/" + function + "/" + clock.instant().toEpochMilli(),
            function,
            "GET",
            "/v2/models/" + service.name() + "/ready",
            Map.of(),
            new byte[0],
            READY_TIME);
    try {
      FunctionReply reply = runtime.invoke(probe);
      if (reply.status() >= 300) {
        throw MetadataException.conflict(
            "model %s version %s does not get ready: its function answered %d"
                .formatted(service.model(), service.version(), reply.status()));
      }
    } catch (FunctionUnavailableException e) {
      throw MetadataException.conflict(
          "model %s version %s does not get ready: %s"
              .formatted(service.model(), service.version(), e.getMessage()));
    }
  }

  private InferenceService service(String project, String name, ModelVersion version) {
    Artifact artifact =
        artifacts
            .find(project, version.artifactId())
            .orElseThrow(() -> MetadataException.notFound("the model's artifact does not exist"));
    if (!artifact.isObject()) {
      throw MetadataException.badInput(
          "model %s version %s is not a single stored file, and only those are served"
              .formatted(version.model(), version.version()));
    }
    String token = functions.tokens().token(project, name, version.model(), version.version());
    return new InferenceService(
        project,
        name,
        version.model(),
        version.version(),
        artifact.id(),
        artifact.digest(),
        Digests.sha256(token),
        ServiceState.PENDING,
        "/v2/models/" + name,
        clock.instant());
  }

  private InferenceService in(InferenceService service, ServiceState state) {
    return new InferenceService(
        service.project(),
        service.name(),
        service.model(),
        service.version(),
        service.artifactId(),
        service.digest(),
        service.tokenDigest(),
        state,
        service.address(),
        clock.instant());
  }
}
