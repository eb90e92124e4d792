package dev.zeroflow.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySizeTest {
  private static OptionalLong size(String manifest) {
    return DirectorySize.of(manifest.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itIsTheSumOfTheFiles() {
    assertThat(size("{\"files\":[{\"path\":\"a\",\"size\":3},{\"path\":\"b\",\"size\":4}]}"))
        .hasValue(7);
    assertThat(size("{\"files\":[]}")).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"files\":3}",
        "{\"files\":[3]}",
        "{\"files\":[{\"size\":-1}]}",
        "{\"files\":[{\"size\":\"3\"}]}"
      })
  void whatIsNoManifestHasNone(String text) {
    assertThat(size(text)).isEmpty();
  }
}
