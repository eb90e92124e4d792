package dev.zeroflow.app.serving;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.metadata.serving.InferenceService;

/** Puts a model version behind an inference service. Blocking. */
public interface ModelDeployer {
  /**
   * Serves the version under the name, in place of what was served there, once its function has
   * answered.
   *
   * @throws dev.zeroflow.metadata.MetadataException with NOT_FOUND if the caller's project has no
   *     such model version, with CONFLICT if its function does not get ready
   */
  InferenceService deploy(Caller caller, DeployRequest request);
}
