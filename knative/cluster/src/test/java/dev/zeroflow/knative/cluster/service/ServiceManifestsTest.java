package dev.zeroflow.knative.cluster.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.knative.cluster.Manifest;
import dev.zeroflow.knative.cluster.pod.Confinement;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.Toleration;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Placement;
import dev.zeroflow.scheduler.port.RequestTimes;
import dev.zeroflow.scheduler.port.Rollout;
import dev.zeroflow.scheduler.port.Rollout.Strategy;
import dev.zeroflow.scheduler.port.Scale;
import dev.zeroflow.scheduler.port.TrafficShare;
import io.fabric8.knative.serving.v1.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceManifestsTest {
  private static final String IMAGE = "registry.example/tasks@sha256:" + "a".repeat(64);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Site SITE =
      new Site(
          "team-a",
          IMAGE,
          Confinement.RESTRICTED,
          Map.of("1", "serve-iris-00001", "2", "serve-iris-00002"));

  @Test
  void aTaskFunctionTakesOneCallAtATime() throws Exception {
    Manifest.assertReads(ServiceManifests.render(task(), SITE), "service/task.yaml");
  }

  @Test
  void everySettingHasItsPlace() throws Exception {
    var scale = new Scale(1, 4, 8, Duration.ofSeconds(90), MINUTE, Duration.ofMinutes(20), 50);
    var spec =
        new FunctionSpec("serve-iris", FunctionKind.INFERENCE, "inference:1", secrets(), scale)
            .with(new RequestTimes(MINUTE, Duration.ofMillis(2500), Duration.ofSeconds(10)))
            .with(Placement.ANYWHERE.with(gpu()).startingWith(1).as("3", canary()));

    Manifest.assertReads(ServiceManifests.render(spec, SITE), "service/inference.yaml");
  }

  @Test
  void theEnvironmentIsASecretThatItsServiceOwns() throws Exception {
    var service = ServiceManifests.render(task(), SITE);
    service.getMetadata().setUid("uid-1");
    var secret = EnvironmentSecret.render(task(), "team-a").orElseThrow();

    Manifest.assertReads(EnvironmentSecret.ownedBy(service, secret), "service/environment.yaml");
  }

  @Test
  void withoutVariablesThereIsNoSecret() {
    assertThat(EnvironmentSecret.render(task(Map.of()), "team-a")).isEmpty();
  }

  @Test
  void equalSpecificationsAreOneRevisionAndOthersAreNot() {
    assertThat(hash(task())).isEqualTo(hash(task()));
    assertThat(hash(task())).isNotEqualTo(hash(task(Map.of("TOKEN", "other"))));
    assertThat(hash(task())).isNotEqualTo(hash(task().with(RequestTimes.of(MINUTE))));
  }

  @Test
  void theHashMakesNoRevision() {
    var template = ServiceManifests.render(task(), SITE).getSpec().getTemplate();

    assertThat(template.getMetadata().getAnnotations()).doesNotContainKey(Marks.SPEC_HASH);
    assertThat(template.getMetadata().getName()).isNull();
  }

  @Test
  void windowsAreBroughtIntoTheBoundsOfKnative() {
    assertThat(annotation(windowed(Duration.ofMillis(100)), "window")).isEqualTo("6s");
    assertThat(annotation(windowed(Duration.ofMillis(6001)), "window")).isEqualTo("7s");
    assertThat(annotation(windowed(Duration.ofHours(2)), "window")).isEqualTo("3600s");
  }

  @Test
  void rollingBackMovesTheTrafficAndMakesNoRevision() {
    var newest = versioned("2", Rollout.AT_ONCE);
    var back = versioned("2", Rollout.backTo("1"));

    assertThat(render(back).getSpec().getTemplate())
        .isEqualTo(render(newest).getSpec().getTemplate());
    assertThat(render(back).getSpec().getTraffic())
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.getRevisionName()).isEqualTo("serve-iris-00001");
              assertThat(target.getPercent()).isEqualTo(100);
            });
  }

  @Test
  void trafficForAVersionThatIsNotThereNamesThoseThatAre() {
    assertThatThrownBy(() -> render(versioned("3", Rollout.backTo("7"))))
        .hasMessage("version 7 has no revision; there are [1, 2]");
  }

  /** A revision without pods is ready, so the old pods lose their traffic, go and make room. */
  @Test
  void recreatingStartsTheNewRevisionWithoutPods() {
    var rollout = new Rollout(List.of(), Duration.ZERO, Strategy.RECREATE);
    var placement = Placement.ANYWHERE.startingWith(1).as("2", rollout);

    assertThat(annotation(task().with(placement), "initial-scale")).isEqualTo("0");
  }

  private static FunctionSpec task() {
    return task(secrets());
  }

  private static FunctionSpec task(Map<String, String> environment) {
    var scale = new Scale(0, 3, 1, MINUTE, Duration.ZERO, Duration.ofMinutes(2), 100);
    return new FunctionSpec("tasks", FunctionKind.TASK, "tasks:1", environment, scale);
  }

  private static FunctionSpec versioned(String version, Rollout rollout) {
    return task().with(Placement.ANYWHERE.as(version, rollout));
  }

  private static FunctionSpec windowed(Duration window) {
    var scale = new Scale(0, 1, 1, window, Duration.ZERO, MINUTE, 1);
    return new FunctionSpec("tasks", FunctionKind.TASK, "tasks:1", Map.of(), scale);
  }

  private static Map<String, String> secrets() {
    return Map.of("TOKEN", "t", "ADDRESS", "http://zeroflow");
  }

  private static Rollout canary() {
    var shares = List.of(new TrafficShare("2", 90, null), new TrafficShare(null, 10, "next"));
    return new Rollout(shares, Duration.ofSeconds(380), Strategy.SURGE);
  }

  private static PodSettings gpu() {
    return new PodSettings(
        "server",
        Map.of(),
        Map.of("nvidia.com/gpu", "1"),
        Map.of("accelerator", "a100"),
        List.of(new Toleration("nvidia.com/gpu", "Exists", null, "NoSchedule", null)),
        List.of(),
        List.of(),
        List.of("registry"),
        null,
        Map.of("team", "a"),
        Map.of("note", "b"));
  }

  private static Service render(FunctionSpec spec) {
    return ServiceManifests.render(spec, SITE);
  }

  private static String hash(FunctionSpec spec) {
    return render(spec).getMetadata().getAnnotations().get(Marks.SPEC_HASH);
  }

  private static String annotation(FunctionSpec spec, String name) {
    var metadata = render(spec).getSpec().getTemplate().getMetadata();
    return metadata.getAnnotations().get("autoscaling.knative.dev/" + name);
  }
}
