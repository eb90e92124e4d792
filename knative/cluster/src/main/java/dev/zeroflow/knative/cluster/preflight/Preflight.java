package dev.zeroflow.knative.cluster.preflight;

import dev.zeroflow.knative.cluster.preflight.ClusterFacts.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges what is known about a cluster. Pure. */
public final class Preflight {
  private static final String SERVING = "serving.knative.dev/v1";
  private static final Version OLDEST_KUBERNETES = new Version(1, 33);

  /** From here on a revision can be kept warm while it lives. */
  private static final Version OLDEST_SERVING = new Version(1, 21);

  /** The first that needs the Kubernetes below. */
  private static final Version NEWER_SERVING = new Version(1, 22);

  private static final Version KUBERNETES_OF_NEWER = new Version(1, 34);

  /** Longer steps are jobs. */
  private static final int REQUEST_SECONDS = 600;

  private static final int MOST_NAMED = 5;

  private final ClusterFacts facts;
  private final List<Finding> findings = new ArrayList<>();

  private Preflight(ClusterFacts facts) {
    this.facts = facts;
  }

  /** All findings, also the good ones, always in the same order. */
  public static List<Finding> of(ClusterFacts facts) {
    var preflight = new Preflight(facts);
    preflight.kubernetes();
    if (preflight.serving()) {
      preflight.servingVersion();
      preflight.findings.addAll(Features.of(facts));
      preflight.requestTime();
      preflight.autoscaler();
    }
    preflight.eventing();
    preflight.rights();
    return List.copyOf(preflight.findings);
  }

  private void kubernetes() {
    Optional<Version> version = Version.parse(facts.kubernetes());
    if (version.isEmpty()) {
      add(Finding.warn("Kubernetes", "does not say its version", null));
    } else if (version.get().compareTo(OLDEST_KUBERNETES) < 0) {
      String message =
          "is %s; Knative Serving needs %s".formatted(version.get(), OLDEST_KUBERNETES);
      add(Finding.fail("Kubernetes", message, null));
    } else {
      add(Finding.ok("Kubernetes", "is " + version.get()));
    }
  }

  private boolean serving() {
    var missing = missing(SERVING, "configurations", "revisions", "routes", "services");
    if (missing.isEmpty()) {
      return true;
    }
    add(
        Finding.fail(
            "Knative Serving",
            "is not installed: there is no " + String.join(", ", missing) + " of " + SERVING,
            "kubectl apply -f serving-crds.yaml -f serving-core.yaml"));
    return false;
  }

  private void servingVersion() {
    Optional<Version> version = facts.serving().flatMap(Version::parse);
    if (version.isEmpty()) {
      add(Finding.warn("Knative Serving", "does not say its version", null));
      return;
    }
    Version serving = version.get();
    boolean tooNew =
        serving.compareTo(NEWER_SERVING) >= 0
            && Version.parse(facts.kubernetes())
                .filter(it -> it.compareTo(KUBERNETES_OF_NEWER) < 0)
                .isPresent();
    if (serving.compareTo(OLDEST_SERVING) < 0) {
      String message = "is %s; warm revisions need %s".formatted(serving, OLDEST_SERVING);
      add(Finding.warn("Knative Serving", message, null));
    } else if (tooNew) {
      String message = "%s needs Kubernetes %s".formatted(serving, KUBERNETES_OF_NEWER);
      add(Finding.fail("Knative Serving", message, null));
    } else {
      add(Finding.ok("Knative Serving", "is " + serving));
    }
  }

  private void requestTime() {
    String name = "max-revision-timeout-seconds";
    settings("config-defaults")
        .ifPresent(
            settings -> {
              int seconds = number(settings.get(name), REQUEST_SECONDS);
              if (seconds < REQUEST_SECONDS) {
                String message =
                    "is %d; requests take up to %d s".formatted(seconds, REQUEST_SECONDS);
                add(Finding.fail(name, message, patch("config-defaults", name, "600")));
              } else {
                add(Finding.ok(name, "is " + seconds));
              }
            });
  }

  private void autoscaler() {
    settings("config-autoscaler")
        .ifPresent(
            settings -> {
              expect(
                  settings,
                  "allow-zero-initial-scale",
                  "false",
                  "every function that is declared starts a pod at once");
              expect(
                  settings,
                  "enable-scale-to-zero",
                  "true",
                  "functions that nobody calls keep pods");
            });
  }

  private void expect(Map<String, String> settings, String name, String usual, String consequence) {
    if (settings.getOrDefault(name, usual).equals("true")) {
      add(Finding.ok(name, "is true"));
    } else {
      add(Finding.warn(name, "is false: " + consequence, patch("config-autoscaler", name, "true")));
    }
  }

  private void eventing() {
    var missing = missing("eventing.knative.dev/v1", "brokers", "triggers");
    missing.addAll(missing("sources.knative.dev/v1", "pingsources"));
    if (missing.isEmpty()) {
      add(Finding.ok("Knative Eventing", "is " + facts.eventing().orElse("installed")));
    } else {
      add(
          Finding.warn(
              "Knative Eventing",
              "is not installed: events come by HTTP only, not through a Broker",
              "kubectl apply -f eventing-crds.yaml -f eventing-core.yaml"));
    }
  }

  /** Nobody can give the server rights that they do not have. */
  private void rights() {
    List<Access> denied = facts.denied();
    if (denied.isEmpty()) {
      add(Finding.ok("rights", "are enough to install it"));
      return;
    }
    String named =
        String.join(", ", denied.stream().limit(MOST_NAMED).map(Access::toString).toList());
    String more =
        denied.size() > MOST_NAMED ? " and %d more".formatted(denied.size() - MOST_NAMED) : "";
    add(
        Finding.fail(
            "rights",
            "you may not " + named + more,
            "kubectl create clusterrolebinding zeroflow-installer --clusterrole=cluster-admin --user=$(kubectl auth whoami -o jsonpath={.status.userInfo.username})"));
  }

  private Set<String> missing(String groupVersion, String... resources) {
    var missing = new TreeSet<>(Set.of(resources));
    missing.removeAll(facts.resources().getOrDefault(groupVersion, Set.of()));
    return missing;
  }

  private Optional<Map<String, String>> settings(String configMap) {
    var settings = Optional.ofNullable(facts.settings().get(configMap));
    if (settings.isEmpty()) {
      add(Finding.warn(configMap, "cannot be read, so what it says is not known", null));
    }
    return settings;
  }

  private void add(Finding finding) {
    findings.add(finding);
  }

  private static int number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The command that sets one value of a config map of Knative Serving. */
  static String patch(String configMap, String name, String value) {
    return "kubectl patch configmap/%s -n knative-serving --type merge -p '{\"data\":{\"%s\":\"%s\"}}'"
        .formatted(configMap, name, value);
  }
}
