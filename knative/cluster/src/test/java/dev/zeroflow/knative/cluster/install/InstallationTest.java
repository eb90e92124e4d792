package dev.zeroflow.knative.cluster.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.Manifest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
  private static final List<String> USUAL =
      List.of(
          "namespace=zeroflow",
          "image=registry.example/zeroflow/server:0.1.0",
          "tasks-image=registry.example/zeroflow/tasks:0.1.0",
          "inference-image=registry.example/zeroflow/inference:0.1.0",
          "replicas=2",
          "projects=default",
          "postgres-url-secret=zeroflow-postgres:url",
          "s3-endpoint=https://s3.example",
          "s3-region=us-east-1",
          "s3-artifacts=zeroflow-artifacts",
          "s3-uploads=datasets",
          "s3-secret=zeroflow-s3",
          "server-secret=zeroflow-server",
          "ingress-namespaces=kourier-system");

  private record Printed(int code, String text) {}

  private static Printed print(String format, List<String> settings) {
    var out = new ByteArrayOutputStream();
    var arguments = new ArrayList<>(List.of(format));
    arguments.addAll(settings);
    int code = InstallCommand.run(arguments, new PrintStream(out, true, UTF_8));
    return new Printed(code, out.toString(UTF_8));
  }

  private static List<String> with(String... changes) {
    var settings = new ArrayList<>(USUAL);
    for (String change : changes) {
      String name = change.substring(0, change.indexOf('=') + 1);
      settings.removeIf(it -> it.startsWith(name));
      settings.add(change);
    }
    return settings;
  }

  private static List<HasMetadata> objects(List<String> settings) {
    return Installation.objects(InstallArguments.read(settings.toArray(String[]::new)));
  }

  @Test
  void theUsualInstallationReadsAsWritten() throws Exception {
    assertThat(print("yaml", USUAL).text()).isEqualTo(Manifest.text("install/usual.yaml"));
  }

  @Test
  void everySettingHasItsPlace() throws Exception {
    var everything =
        with(
            "namespace=ml",
            "replicas=3",
            "projects=default,risk",
            "s3-uploads=datasets,incoming",
            "host=ml.example",
            "tls-secret=ml-certificate",
            "ingress-namespaces=istio-system,gateways",
            "eventing=true",
            "broker-class=Kafka",
            "dead-letter-sink=http://letters.default.svc.cluster.local");
    assertThat(print("yaml", everything).text())
        .isEqualTo(Manifest.text("install/everything.yaml"));
  }

  @Test
  void jsonIsOneListOfTheSame() {
    var printed = print("json", USUAL);
    assertThat(printed.code()).isZero();
    assertThat(printed.text()).contains("\"kind\":\"List\"").contains("\"kind\":\"Deployment\"");
  }

  @Test
  void thePodsAreReplacedWhenASettingChanges() {
    assertThat(hash(USUAL)).isEqualTo(hash(USUAL));
    assertThat(hash(with("s3-region=eu-west-1"))).isNotEqualTo(hash(USUAL));
    assertThat(hash(with("replicas=3"))).isEqualTo(hash(USUAL));
  }

  private static String hash(List<String> settings) {
    return objects(settings).stream()
        .filter(Deployment.class::isInstance)
        .map(it -> ((Deployment) it).getSpec().getTemplate().getMetadata().getAnnotations())
        .findFirst()
        .orElseThrow()
        .get("zeroflow.dev/settings-hash");
  }

  @Test
  void nobodyIsGivenEverything() {
    List<PolicyRule> rules =
        objects(USUAL).stream()
            .filter(Role.class::isInstance)
            .flatMap(it -> ((Role) it).getRules().stream())
            .toList();
    assertThat(rules).isNotEmpty();
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs()).doesNotContain("*");
              assertThat(rule.getResources()).doesNotContain("*");
            });
    assertThat(rules)
        .filteredOn(rule -> rule.getResources().contains("secrets"))
        .allSatisfy(rule -> assertThat(rule.getVerbs()).doesNotContain("get", "list", "watch"));
    assertThat(objects(USUAL))
        .extracting(HasMetadata::getKind)
        .doesNotContain("ClusterRole", "Secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "namespace=Zero",
        "namespace=",
        "replicas=0",
        "replicas=two",
        "projects=a,a",
        "projects=a_b",
        "postgres-url-secret=zeroflow-postgres",
        "s3-endpoint=ftp://s3",
        "s3-endpoint=https://key:secret@s3.example",
        "s3-endpoint=%",
        "host=not a host",
        "tls-secret=without-host",
        "image=an image",
        "colour=red"
      })
  void whatIsWrongIsTold(String change) {
    assertThat(print("yaml", with(change))).isEqualTo(new Printed(2, ""));
  }
}
