package dev.zeroflow.knative.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.preflight.ClusterFacts.Access;
import dev.zeroflow.knative.cluster.preflight.Finding.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final Map<String, Set<String>> RESOURCES =
      Map.of(
          "serving.knative.dev/v1", Set.of("services", "revisions", "routes", "configurations"),
          "eventing.knative.dev/v1", Set.of("brokers", "triggers"),
          "sources.knative.dev/v1", Set.of("pingsources"));

  private static final Map<String, String> FLAGS =
      Map.of(
          "kubernetes.podspec-nodeselector", "enabled",
          "kubernetes.podspec-tolerations", "Enabled",
          "kubernetes.podspec-persistent-volume-claim", "enabled",
          "kubernetes.podspec-persistent-volume-write", "enabled",
          "kubernetes.podspec-fieldref", "allowed",
          "kubernetes.podspec-runtimeclassname", "enabled");

  private String kubernetes = "v1.34.2+k3s1";
  private String serving = "v1.22.0";
  private final Map<String, Set<String>> resources = new HashMap<>(RESOURCES);
  private final Map<String, Map<String, String>> settings =
      new HashMap<>(
          Map.of(
              "config-features", FLAGS,
              "config-defaults", Map.of("max-revision-timeout-seconds", "600"),
              "config-autoscaler", Map.of("allow-zero-initial-scale", "true")));
  private List<Access> denied = List.of();

  private List<Finding> findings() {
    return Preflight.of(
        new ClusterFacts(
            kubernetes, Optional.of(serving), Optional.of("1.22"), resources, settings, denied));
  }

  private Finding finding(String subject) {
    return findings().stream().filter(it -> it.subject().equals(subject)).findFirst().orElseThrow();
  }

  private void settingIs(String configMap, String name, String value) {
    var changed = new HashMap<>(settings.get(configMap));
    changed.put(name, value);
    settings.put(configMap, changed);
  }

  @Test
  void nothingIsFoundInAClusterThatHasEverything() {
    assertThat(findings()).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void withoutServingNothingElseIsAskedOfIt() {
    resources.remove("serving.knative.dev/v1");
    Finding found = finding("Knative Serving");
    assertThat(found.level()).isEqualTo(Level.FAIL);
    assertThat(found.message()).contains("services");
    assertThat(findings()).extracting(Finding::subject).doesNotContain("config-features");
  }

  @Test
  void oldVersionsAreTold() {
    kubernetes = "v1.32.9-gke.100";
    assertThat(finding("Kubernetes").level()).isEqualTo(Level.FAIL);
    kubernetes = "v1.33.0";
    assertThat(finding("Kubernetes").level()).isEqualTo(Level.OK);
    assertThat(finding("Knative Serving"))
        .isEqualTo(Finding.fail("Knative Serving", "1.22 needs Kubernetes 1.34", null));
    serving = "1.20.3";
    assertThat(finding("Knative Serving").level()).isEqualTo(Level.WARN);
    serving = "devel";
    kubernetes = "";
    assertThat(finding("Knative Serving").level()).isEqualTo(Level.WARN);
    assertThat(finding("Kubernetes").level()).isEqualTo(Level.WARN);
  }

  @Test
  void aFlagThatIsOffIsNamedWithTheCommandThatSetsIt() {
    settingIs("config-features", "kubernetes.podspec-nodeselector", "disabled");
    Finding found = finding("kubernetes.podspec-nodeselector");
    assertThat(found.level()).isEqualTo(Level.WARN);
    assertThat(found.command())
        .isEqualTo(
            "kubectl patch configmap/config-features -n knative-serving --type merge -p '{\"data\":{\"kubernetes.podspec-nodeselector\":\"enabled\"}}'");
  }

  @Test
  void defaultsOfKnativeCountWhereNothingIsSaid() {
    settings.put("config-features", Map.of("_example", "lots of text"));
    settings.put("config-autoscaler", Map.of());
    settings.put("config-defaults", Map.of());
    assertThat(finding("kubernetes.podspec-volumes-emptydir").level()).isEqualTo(Level.OK);
    assertThat(finding("kubernetes.podspec-tolerations").level()).isEqualTo(Level.WARN);
    assertThat(finding("allow-zero-initial-scale").level()).isEqualTo(Level.WARN);
    assertThat(finding("enable-scale-to-zero").level()).isEqualTo(Level.OK);
    assertThat(finding("max-revision-timeout-seconds").level()).isEqualTo(Level.OK);
  }

  @Test
  void whatFunctionsCannotDoWithoutFails() {
    settingIs("config-features", "kubernetes.podspec-volumes-emptydir", "disabled");
    settingIs("config-defaults", "max-revision-timeout-seconds", "300");
    assertThat(finding("kubernetes.podspec-volumes-emptydir").level()).isEqualTo(Level.FAIL);
    assertThat(finding("max-revision-timeout-seconds"))
        .isEqualTo(
            Finding.fail(
                "max-revision-timeout-seconds",
                "is 300; requests take up to 600 s",
                "kubectl patch configmap/config-defaults -n knative-serving --type merge -p '{\"data\":{\"max-revision-timeout-seconds\":\"600\"}}'"));
  }

  @Test
  void settingsThatCannotBeReadAreToldAndNotGuessed() {
    settings.clear();
    for (String name : List.of("config-features", "config-defaults", "config-autoscaler")) {
      assertThat(finding(name).level()).isEqualTo(Level.WARN);
    }
  }

  @Test
  void eventingIsNotNeeded() {
    resources.remove("sources.knative.dev/v1");
    assertThat(finding("Knative Eventing").level()).isEqualTo(Level.WARN);
  }

  @Test
  void missingRightsAreNamed() {
    denied =
        List.of(
            new Access("zeroflow-default", "batch", "jobs", "create"),
            new Access("", "", "namespaces", "create"));
    Finding found = finding("rights");
    assertThat(found.level()).isEqualTo(Level.FAIL);
    assertThat(found.message())
        .isEqualTo("you may not create jobs.batch in zeroflow-default, create namespaces");
  }
}
