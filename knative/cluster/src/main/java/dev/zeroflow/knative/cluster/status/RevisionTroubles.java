package dev.zeroflow.knative.cluster.status;

import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.knative.serving.v1.Revision;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads from conditions what is wrong with a revision, once its pods are gone. */
final class RevisionTroubles {
  /** Texts of reasons and messages; if several are there, the gravest trouble counts. */
  private static final Map<String, Trouble> SIGNS =
      Map.of(
          "ContainerMissing", Trouble.IMAGE_PULL,
          "ImagePullBackOff", Trouble.IMAGE_PULL,
          "ErrImagePull", Trouble.IMAGE_PULL,
          "Unable to fetch image", Trouble.IMAGE_PULL,
          "OOMKilled", Trouble.OUT_OF_MEMORY,
          "Unschedulable", Trouble.UNSCHEDULABLE,
          "CreateContainerConfigError", Trouble.MISCONFIGURED,
          "ExitCode", Trouble.CRASHED,
          "Container failed with", Trouble.CRASHED);

  private RevisionTroubles() {}

  /** The trouble of a revision that failed; nothing for one that is well or has no traffic. */
  static Optional<Finding> of(Revision revision) {
    if (revision.getStatus() == null) {
      return Optional.empty();
    }
    var conditions = new Conditions(revision.getStatus().getConditions());
    return conditions
        .failed("ContainerHealthy")
        .or(() -> conditions.failed("ResourcesAvailable"))
        .map(RevisionTroubles::of);
  }

  static Finding of(Condition failed) {
    String reason = Objects.requireNonNullElse(failed.getReason(), "");
    String message = Objects.requireNonNullElse(failed.getMessage(), "");
    String sentence = message.isBlank() ? "Knative says " + reason : message;
    return new Finding(trouble(reason + " " + message), sentence, true);
  }

  private static Trouble trouble(String text) {
    return SIGNS.entrySet().stream()
        .filter(sign -> text.contains(sign.getKey()))
        .map(Map.Entry::getValue)
        .min(Trouble::compareTo)
        .orElse(Trouble.NOT_READY_IN_TIME);
  }
}
