package dev.zeroflow.app.graphql;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.serving.DeployRequest;
import dev.zeroflow.app.serving.ModelDeployer;
import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.serving.ServiceState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Stores the service and declares no function. */
@Alternative
@ApplicationScoped
class StoringDeployer implements ModelDeployer {
  private final ModelRegistry registry;
  private final Artifacts artifacts;
  private final InferenceServices services;

  StoringDeployer(ModelRegistry registry, Artifacts artifacts, InferenceServices services) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.services = services;
  }

  @Override
  public InferenceService deploy(Caller caller, DeployRequest request) {
    ModelVersion version =
        registry
            .find(caller.project(), request.model(), request.version())
            .orElseThrow(() -> MetadataException.notFound("no such model version"));
    Artifact artifact = artifacts.find(caller.project(), version.artifactId()).orElseThrow();
    var service =
        new InferenceService(
            caller.project(),
            request.service(),
            version.model(),
            version.version(),
            artifact.id(),
            artifact.digest(),
            Digests.sha256(caller.project() + request.service()),
            ServiceState.READY,
            "/v2/models/" + request.service(),
            Digits.NOW);
    services.upsert(service);
    return service;
  }
}
