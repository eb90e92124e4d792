package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineDocumentTest {
  private static PipelineDocument read(String text) {
    return PipelineDocument.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void valuesAreAsTheyWereWritten() {
    PipelineDocument document = read("a: 1\nb: 1.0\nc: [true, 'yes', null]\n");
    assertThat(document.pipeline())
        .isEqualTo(read("{\"b\": 1.0, \"a\": 1, \"c\": [true, \"yes\", null]}").pipeline());
    assertThat(document.pipeline().get("a")).isEqualTo(1);
    assertThat(document.pipeline().get("b")).isEqualTo(1.0);
    assertThat(document.platform()).isNull();
  }

  @Test
  void thePlatformIsTheDocumentThatSaysSo() {
    var platforms = Map.of("platforms", Map.of("kubernetes", Map.of()));
    for (String text :
        List.of(
            "a: 1\n---\nplatforms: {kubernetes: {}}", "platforms: {kubernetes: {}}\n---\na: 1")) {
      assertThat(read(text).pipeline()).isEqualTo(Map.of("a", 1));
      assertThat(read(text).platform()).isEqualTo(platforms);
    }
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        List.of(
            "a: 1\n---\nb: 1", "platforms: {}", "platforms: {}\n---\nplatforms: {}", "[1]", "")) {
      assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(InvalidPipelineException.class);
    }
  }
}
