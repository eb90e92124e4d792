package dev.zeroflow.knative.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which setting of Knative a refusal is about, and the command that changes it. */
final class Flags {
  /** Fields of a pod that need a flag, and its name. */
  private static final Map<String, String> BY_FIELD =
      Map.ofEntries(
          Map.entry("nodeSelector", "nodeselector"),
          Map.entry("tolerations", "tolerations"),
          Map.entry("affinity", "affinity"),
          Map.entry("topologySpreadConstraints", "topologyspreadconstraints"),
          Map.entry("runtimeClassName", "runtimeclassname"),
          Map.entry("schedulerName", "schedulername"),
          Map.entry("priorityClassName", "priorityclassname"),
          Map.entry("initContainers", "init-containers"),
          Map.entry("template.spec.securityContext", "securitycontext"),
          Map.entry("fieldRef", "fieldref"),
          Map.entry("emptyDir", "volumes-emptydir"),
          Map.entry("dnsPolicy", "dnspolicy"),
          Map.entry("dnsConfig", "dnsconfig"));

  private Flags() {}

  /** What to do about the text of a refusal; nothing if it is not about a setting. */
  static Optional<String> advice(String refusal) {
    if (refusal.contains("initial-scale=0 not allowed")) {
      return Optional.of(command("config-autoscaler", "allow-zero-initial-scale", "true"));
    }
    if (refusal.contains("imeoutSeconds") && refusal.contains("expected")) {
      return Optional.of(command("config-defaults", "max-revision-timeout-seconds", "<seconds>"));
    }
    if (refusal.contains("laim write support is disabled")) {
      return Optional.of(feature("persistent-volume-write"));
    }
    if (refusal.contains("laim support is disabled")) {
      return Optional.of(feature("persistent-volume-claim"));
    }
    return refusal.contains("must not set") ? fields(refusal) : Optional.empty();
  }

  private static Optional<String> fields(String refusal) {
    return new TreeMap<>(BY_FIELD)
        .entrySet().stream()
            .filter(field -> refusal.contains(field.getKey()))
            .map(field -> feature(field.getValue()))
            .reduce((one, other) -> one + "; " + other);
  }

  private static String feature(String name) {
    return command("config-features", "kubernetes.podspec-" + name, "enabled");
  }

  private static String command(String map, String key, String value) {
    return "switch it on: kubectl patch configmap/%s -n knative-serving --type merge -p '{\"data\":{\"%s\":\"%s\"}}'"
        .formatted(map, key, value);
  }
}
