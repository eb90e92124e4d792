package dev.zeroflow.app.serving;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.metadata.serving.InferenceService;

/** Puts a model version behind an inference service. Blocking. */
public interface ModelDeployer {
  /**
   * Stores the service, in place of the one of the same name, and declares its function; starts
   * nothing.
   *
   * @throws dev.zeroflow.metadata.MetadataException with NOT_FOUND if the caller's project has no
   *     such model version
   */
  InferenceService deploy(Caller caller, DeployRequest request);
}
