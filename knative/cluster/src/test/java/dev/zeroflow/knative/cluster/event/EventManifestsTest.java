package dev.zeroflow.knative.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.knative.cluster.Manifest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventManifestsTest {
  private static final String SERVER = "http://zeroflow.zeroflow.svc.cluster.local";

  private static String rendered(EventSettings settings) {
    return new EventManifests("zeroflow", SERVER, settings)
        .objects().stream().map(Serialization::asYaml).collect(Collectors.joining());
  }

  @Test
  void theUsualWayReadsAsWritten() throws Exception {
    assertThat(rendered(EventSettings.of(List.of("datasets"))))
        .isEqualTo(Manifest.text("event/usual.yaml"));
  }

  @Test
  void everySettingHasItsPlace() throws Exception {
    var settings =
        new EventSettings(
            "Kafka",
            List.of("datasets", "incoming"),
            5,
            Duration.ofSeconds(2),
            URI.create("http://letters.default.svc.cluster.local"),
            "0 * * * *");
    assertThat(rendered(settings)).isEqualTo(Manifest.text("event/everything.yaml"));
  }

  @Test
  void settingsThatNoClusterTakesAreRefused() {
    Duration second = Duration.ofSeconds(1);
    List<String> one = List.of("b");
    assertThatThrownBy(() -> EventSettings.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventSettings(null, one, 21, second, null, "* * * * *"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventSettings(null, one, 1, Duration.ZERO, null, "* * * * *"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventSettings(null, one, 1, second, null, "hourly"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
