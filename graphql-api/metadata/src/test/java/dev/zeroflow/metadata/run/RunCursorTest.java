package dev.zeroflow.metadata.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCursorTest {
  @Test
  void aCursorSurvivesItsText() {
    var cursor = new RunCursor(Instant.parse("2026-01-02T03:04:05.678901Z"), new UUID(1, 2));
    assertThat(RunCursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "YWJj", "MjAyNi0wMS0wMlQwMzowNDowNVo"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> RunCursor.parse(text)).isInstanceOf(MetadataException.class);
  }
}
