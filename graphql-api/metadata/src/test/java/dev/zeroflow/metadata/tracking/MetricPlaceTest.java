package dev.zeroflow.metadata.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricPlaceTest {
  private static final MetricPlace START = MetricPlace.start(List.of("b.c/d", "a"));

  @Test
  void aPlaceIsTheSameAfterItWasATextForClients() {
    MetricPlace place =
        START
            .behind(MetricPoint.of("b.c/d", Double.NaN, -5, Long.MAX_VALUE))
            .behind(MetricPoint.of("a", -0.0, 17, 3));
    assertThat(START.resumed(place.toString())).isEqualTo(place).isNotEqualTo(START);
    assertThat(START.resumed("")).isEqualTo(START);
  }

  @Test
  void whatIsAskedForDecidesWhichMetricsAreRead() {
    String cursor = START.behind(MetricPoint.of("a", 1, 1, 1)).toString();
    assertThat(MetricPlace.start(List.of("a", "new")).resumed(cursor).points())
        .extracting(MetricPoint::key, MetricPoint::step)
        .containsExactly(tuple("a", 1L), tuple("new", Long.MIN_VALUE));
  }

  @Test
  void aMetricIsNamedOnceAndThereIsALimit() {
    assertThat(MetricPlace.start(List.of("a", "a")).points()).hasSize(1);
    List<String> many = IntStream.range(0, 21).mapToObj(i -> "m" + i).toList();
    assertThatThrownBy(() -> MetricPlace.start(many)).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> MetricPlace.start(List.of())).isInstanceOf(MetadataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "..", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ü"})
  void anythingElseIsNoCursor(String text) {
    assertThatThrownBy(() -> START.resumed(text))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("cursor");
  }
}
