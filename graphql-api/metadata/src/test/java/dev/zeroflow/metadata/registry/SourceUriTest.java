package dev.zeroflow.metadata.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts:/0/abc/artifacts/model",
        "runs:/abc/model",
        "models:/m-abc",
        "models:/name@champion",
        "s3://bucket/a..b/model",
        "https://example.org/a/model?x=1",
        "s3://bucket/a b+c%20d"
      })
  void anAddressIsRemembered(String text) {
    assertThat(SourceUri.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "model",
        "/etc/passwd",
        "//host/share",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "%66ile:///etc/passwd",
        "C:/windows",
        "http://169.254.169.254/latest",
        "mlflow-artifacts:/0/a?x=y",
        "mlflow-artifacts:/0/a%23b",
        "s3:bucket",
        "mlflow-artifacts:/../secrets",
        "mlflow-artifacts:/0/%2e%2e/secrets",
        "mlflow-artifacts:/0/%252e%252e%252fsecrets",
        "https://example.org/x?y=/../z",
        "s3://bucket/a\\..\\b",
        "s3://bucket/%00",
        "s3://bucket/%zz",
        "s3://bucket/%25252525252e"
      })
  void filesAndWaysUpwardsAreRefused(String text) {
    assertThatThrownBy(() -> SourceUri.of(text))
        .isInstanceOfSatisfying(
            MetadataException.class,
            it -> assertThat(it.code()).isEqualTo(MetadataException.Code.BAD_INPUT));
  }

  @Test
  void partsAreWhatIsBetweenTheSlashes() {
    assertThat(SourceUri.of("runs:/abc/some/model").parts())
        .containsExactly("abc", "some", "model");
  }
}
