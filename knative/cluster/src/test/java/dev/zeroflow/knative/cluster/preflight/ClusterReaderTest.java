package dev.zeroflow.knative.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.preflight.ClusterFacts.Access;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class ClusterReaderTest {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  KubernetesMockServer server;
  KubernetesClient client;

  @BeforeEach
  void cluster() {
    server.setVersionInfo(new VersionInfo.Builder().withGitVersion("v1.34.1").build());
    serves("serving.knative.dev/v1", "services", "revisions", "routes", "configurations");
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName("knative-serving")
                .addToLabels("app.kubernetes.io/version", "1.22.0")
                .endMetadata()
                .build())
        .create();
  }

  private void serves(String groupVersion, String... names) {
    var list =
        new APIResourceListBuilder()
            .withGroupVersion(groupVersion)
            .withResources(
                Arrays.stream(names)
                    .map(name -> new APIResourceBuilder().withName(name).build())
                    .toList())
            .build();
    server.expect().get().withPath("/apis/" + groupVersion).andReturn(200, list).always();
  }

  private void everythingIs(boolean allowed) {
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewStatus()
            .withAllowed(allowed)
            .endStatus()
            .build();
    server.expect().post().withPath(REVIEWS).andReturn(201, review).always();
  }

  private void settings(String name, Map<String, String> data) {
    client
        .configMaps()
        .inNamespace("knative-serving")
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(data)
                .build())
        .create();
  }

  @Test
  void theFactsAreThoseOfTheCluster() {
    everythingIs(true);
    settings("config-features", Map.of("kubernetes.podspec-nodeselector", "enabled"));
    ClusterFacts facts =
        new ClusterReader(client).read(List.of(new Access("", "", "namespaces", "create")));
    assertThat(facts.kubernetes()).isEqualTo("v1.34.1");
    assertThat(facts.serving()).contains("1.22.0");
    assertThat(facts.eventing()).isEmpty();
    assertThat(facts.resources().get("serving.knative.dev/v1"))
        .isEqualTo(Set.of("services", "revisions", "routes", "configurations"));
    assertThat(facts.resources().get("eventing.knative.dev/v1")).isEmpty();
    assertThat(facts.settings())
        .isEqualTo(Map.of("config-features", Map.of("kubernetes.podspec-nodeselector", "enabled")));
    assertThat(facts.denied()).isEmpty();
  }

  @Test
  void whatIsNotAllowedIsDenied() {
    everythingIs(false);
    var access = new Access("p", "", "pods/log", "get");
    assertThat(new ClusterReader(client).read(List.of(access)).denied()).containsExactly(access);
  }

  @Test
  void settingsThatMayNotBeReadAreLeftOut() {
    everythingIs(true);
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/knative-serving/configmaps/config-features")
        .andReturn(403, new StatusBuilder().withCode(403).withReason("Forbidden").build())
        .always();
    assertThat(new ClusterReader(client).read(List.of()).settings()).isEmpty();
  }

  @Test
  void theCommandFailsWhenAFindingDoes() {
    everythingIs(false);
    var out = new ByteArrayOutputStream();
    int code = PreflightCommand.run(client, List.of("z", "z-p"), new PrintStream(out, true, UTF_8));
    assertThat(code).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("you may not create namespaces");
  }

  @Test
  void everyRightThatIsHandedOnIsAskedFor() {
    assertThat(PreflightCommand.needed(List.of("z", "z-p")))
        .contains(
            new Access("z-p", "serving.knative.dev", "services", "patch"),
            new Access("z-p", "", "secrets", "create"),
            new Access("z", "apps", "deployments", "create"))
        .doesNotHaveDuplicates();
  }
}
