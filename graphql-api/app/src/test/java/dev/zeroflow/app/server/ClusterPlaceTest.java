package dev.zeroflow.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.embedded.StartupException;
import dev.zeroflow.knative.cluster.fake.FakeKnative;
import dev.zeroflow.knative.local.TestImage;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionSpec;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's functions on a cluster in memory. */
class ClusterPlaceTest {
  private static final String TASKS = "registry.test/tasks:1";

  @TempDir Path folder;
  private FakeKnative cluster;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    cluster =
        new FakeKnative(
            Files.createDirectory(folder.resolve("pods")),
            "zeroflow-default",
            Map.of(TASKS, TestImage.in("serve")));
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig());
    settings =
        new HashMap<>(
            Map.of(
                "zeroflow.runtime", "cluster",
                "zeroflow.data", folder.toString(),
                "zeroflow.home", Path.of("../..").toAbsolutePath().normalize().toString(),
                "zeroflow.cluster.kubeconfig", kubeconfig.toString(),
                "zeroflow.cluster.ingress", cluster.ingress().toString(),
                "zeroflow.cluster.inference-image", "registry.test/inference:1",
                "zeroflow.cluster.tasks-image", TASKS));
  }

  private String kubeconfig() {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    clusters: [{name: test, cluster: {server: "%s"}}]
    users: [{name: test, user: {token: nobody-asks}}]
    contexts: [{name: test, context: {cluster: test, user: test, namespace: elsewhere}}]
    """
        .formatted(cluster.apiServer());
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  private ServerConfig config() {
    var builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(ServerConfig.class);
    for (String secret : List.of("secret-key", "events-token", "s3.access-key", "s3.secret-key")) {
      builder.withDefaultValue("zeroflow." + secret, "0123456789".repeat(4));
    }
    builder.withDefaultValue("zeroflow.s3.endpoint", "http://127.0.0.1:1");
    settings.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(ServerConfig.class);
  }

  @Test
  void builtInTasksAreAServiceOfTheDefaultProjectAndAreCalled() throws Exception {
    ServerConfig config = config();
    try (var place = new ClusterPlace(config, new FunctionImages(config), InstantSource.system())) {
      place.declared().forEach(place.functions()::ensure);
      FunctionReply reply = place.functions().invoke(call("tasks"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.cold()).isTrue();
      assertThat(cluster.service("tasks").getMetadata().getNamespace())
          .isEqualTo("zeroflow-default");
      assertThat(place.declared()).extracting(FunctionSpec::name).containsExactly("tasks");
    }
  }

  @Test
  void theHostOfComponentsIsThereForJobs() throws Exception {
    ServerConfig config = config();
    try (var place = new ClusterPlace(config, new FunctionImages(config), InstantSource.system())) {
      assertThat(place.jobs().describe()).isEmpty();
      assertThat(cluster.admin().configMaps().inNamespace("zeroflow-default").list().getItems())
          .isNotEmpty();
      assertThat(place.host().work()).startsWith("/zeroflow/");
    }
  }

  @Test
  void anImageThatIsNotNamedIsAskedFor() {
    settings.remove("zeroflow.cluster.tasks-image");

    assertThatThrownBy(() -> new FunctionImages(config()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("zeroflow.cluster.tasks-image");
  }

  private static FunctionCall call(String function) {
    return new FunctionCall(
        "c", function, "POST", "/echo", Map.of(), new byte[] {1}, Duration.ofSeconds(60));
  }
}
