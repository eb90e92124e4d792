package dev.zeroflow.app.serving;

import dev.zeroflow.app.http.BearerToken;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.ModelSource;
import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells an inference function which model it serves; its token is all that it knows. */
@Path(ControlPlane.MODEL_SOURCE)
class ModelSourceResource {
  private static final Duration DOWNLOAD_TIME = Duration.ofMinutes(15);

  private final InferenceServices services;
  private final Artifacts artifacts;
  private final ObjectStore objects;

  ModelSourceResource(InferenceServices services, Artifacts artifacts, ObjectStore objects) {
    this.services = services;
    this.artifacts = artifacts;
    this.objects = objects;
  }

  @GET
  @RunOnVirtualThread
  public ModelSource source(@HeaderParam("Authorization") @Nullable String authorization) {
    InferenceService service =
        services
            .findByToken(Digests.sha256(BearerToken.of(authorization)))
            .orElseThrow(() -> HttpFailure.unauthorized("the token is not that of a served model"));
    Artifact model =
        artifacts
            .find(service.project(), service.artifactId())
            .orElseThrow(() -> HttpFailure.notFound("the model's artifact does not exist"));
    return new ModelSource(
        service.name(),
        service.version(),
        model.digest(),
        objects.presignGet(model.uri(), DOWNLOAD_TIME));
  }
}
