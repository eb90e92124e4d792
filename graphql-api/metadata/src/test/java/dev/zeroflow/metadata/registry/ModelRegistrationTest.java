package dev.zeroflow.metadata.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelRegistrationTest {
  private static final UUID ARTIFACT = new UUID(0, 1);

  private static ModelRegistration of(
      String model, String description, List<ModelMetric> metrics, UUID runId) {
    return new ModelRegistration(
        "default",
        model,
        ARTIFACT,
        runId,
        runId == null ? null : "train",
        description,
        metrics,
        "request");
  }

  @Test
  void theDigestIsOfWhatWasAskedAndNotOfWhoAsked() {
    var metrics = List.of(new ModelMetric("a", 1), new ModelMetric("b", 2));
    var request = of("digits", "x", metrics, null);
    assertThat(of("digits", "x", metrics.reversed(), new UUID(0, 2)).requestDigest())
        .isEqualTo(request.requestDigest());
    assertThat(of("digits", "y", metrics, null).requestDigest())
        .isNotEqualTo(request.requestDigest());
    assertThat(of("digits", "x", List.of(new ModelMetric("a", 1)), null).requestDigest())
        .isNotEqualTo(request.requestDigest());
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    assertThat(of("m", "a", List.of(new ModelMetric("b", 1)), null).requestDigest())
        .isNotEqualTo(of("m", "a1:b3:1.0", List.of(), null).requestDigest());
  }

  @Test
  void metricsHaveToBeDifferentFiniteNumbers() {
    for (var metrics :
        List.of(
            List.of(new ModelMetric("a", Double.NaN)),
            List.of(new ModelMetric("a", 1), new ModelMetric("a", 1)),
            List.of(new ModelMetric(" ", 1)))) {
      assertThatThrownBy(() -> of("digits", "", metrics, null))
          .isInstanceOf(MetadataException.class);
    }
  }
}
