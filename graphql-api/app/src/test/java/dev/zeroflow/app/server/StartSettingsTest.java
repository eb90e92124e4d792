package dev.zeroflow.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.embedded.StartupException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
  private static final String TOKEN = "t".repeat(32);

  private static StartSettings of(Map<String, String> properties, Map<String, String> environment) {
    return new StartSettings(properties::get, environment::get);
  }

  private static StartSettings host(String host) {
    return of(Map.of(), Map.of("QUARKUS_HTTP_HOST", host));
  }

  @Test
  void propertiesGoBeforeTheEnvironmentAndNothingIsNoSetting() {
    var settings =
        of(
            Map.of("zeroflow.s3.endpoint", "http://a", "zeroflow.secret-key", " "),
            Map.of("ZEROFLOW_S3_ENDPOINT", "http://b", "ZEROFLOW_EVENTS_TOKEN", "e"));
    assertThat(settings.find("zeroflow.s3.endpoint")).contains("http://a");
    assertThat(settings.find("zeroflow.events-token")).contains("e");
    assertThat(settings.find("zeroflow.secret-key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1", "localhost"})
  void thisMachineNeedsNoToken(String host) {
    assertThatCode(() -> host(host).check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.invalid"})
  void othersAreLetInByATokenOnly(String host) {
    assertThatThrownBy(() -> host(host).check())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("zeroflow.access-token");
    var withToken = of(Map.of("quarkus.http.host", host), Map.of("ZEROFLOW_ACCESS_TOKEN", TOKEN));
    assertThatCode(withToken::check).doesNotThrowAnyException();
  }

  @Test
  void aTokenIsLong() {
    assertThatThrownBy(() -> of(Map.of("zeroflow.access-token", "short"), Map.of()).check())
        .isInstanceOf(StartupException.class)
        .hasMessageNotContaining("short");
  }

  @Test
  void aServerOfAClusterSaysWhatItLacks() {
    var environment = new HashMap<String, String>();
    environment.put("ZEROFLOW_RUNTIME", "cluster");
    environment.put("ZEROFLOW_ACCESS_TOKEN", TOKEN);
    environment.put("ZEROFLOW_POSTGRES_URL", "postgresql://u:p@h/d");
    assertThatThrownBy(() -> of(Map.of(), environment).check())
        .hasMessageContaining("zeroflow.s3.endpoint")
        .hasMessageContaining("zeroflow.secret-key")
        .hasMessageNotContaining("zeroflow.postgres.url");
    for (String name :
        new String[] {
          "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "SECRET_KEY", "EVENTS_TOKEN", "ADDRESS"
        }) {
      environment.put("ZEROFLOW_" + name, "x");
    }
    assertThatCode(() -> of(Map.of(), environment).check()).doesNotThrowAnyException();
  }
}
