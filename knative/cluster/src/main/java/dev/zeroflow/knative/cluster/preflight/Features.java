package dev.zeroflow.knative.cluster.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The switches of Knative Serving that let a pod ask for more than an image. What is switched off
 * is refused by its webhook when a function asks for it; jobs need none of them.
 */
final class Features {
  private static final String MAP = "config-features";
  private static final String PREFIX = "kubernetes.podspec-";

  /** Off unless somebody switches them on, and what asks for them. */
  private static final Map<String, String> OPTIONAL = new LinkedHashMap<>();

  static {
    OPTIONAL.put("nodeselector", "functions that choose their nodes, as those with GPUs do");
    OPTIONAL.put(
        "tolerations", "functions on nodes that are kept for some, as those with GPUs are");
    OPTIONAL.put("persistent-volume-claim", "functions that mount volumes");
    OPTIONAL.put("persistent-volume-write", "functions that write to volumes");
    OPTIONAL.put("fieldref", "functions that are told about their pod");
    OPTIONAL.put("runtimeclassname", "functions that choose their container runtime");
  }

  private Features() {}

  static List<Finding> of(ClusterFacts facts) {
    Map<String, String> flags = facts.settings().get(MAP);
    if (flags == null) {
      return List.of(
          Finding.warn(MAP, "cannot be read, so it is not known what functions may ask for", null));
    }
    var findings = new ArrayList<Finding>();
    findings.add(scratchSpace(flags.getOrDefault(PREFIX + "volumes-emptydir", "enabled")));
    OPTIONAL.forEach((flag, who) -> findings.add(optional(flags, PREFIX + flag, who)));
    return findings;
  }

  private static Finding scratchSpace(String value) {
    String name = PREFIX + "volumes-emptydir";
    return isOn(value)
        ? Finding.ok(name, "is " + value)
        : Finding.fail(
            name, "is %s: functions have nowhere to write".formatted(value), enable(name));
  }

  private static Finding optional(Map<String, String> flags, String name, String who) {
    String value = flags.getOrDefault(name, "disabled");
    return isOn(value)
        ? Finding.ok(name, "is " + value)
        : Finding.warn(name, "is %s, which refuses %s".formatted(value, who), enable(name));
  }

  /** What is allowed is not added by defaults, but taken where a Service names it. */
  private static boolean isOn(String value) {
    return value.strip().equalsIgnoreCase("enabled") || value.strip().equalsIgnoreCase("allowed");
  }

  private static String enable(String name) {
    return Preflight.patch(MAP, name, "enabled");
  }
}
