package dev.zeroflow.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

  @Test
  void aPlaceIsReadAsItWasWritten() {
    String name = "a name\nwith two lines";
    Cursor cursor = Cursor.parse("models", 2, Cursor.text("models", -0.1, name));
    assertThat(cursor).isEqualTo(new Cursor("models", List.of("-0.1", name)));
    UUID id = new UUID(1, 2);
    assertThat(Cursor.<Object>timed("runs", Cursor.text("runs", TIME, id), List::of))
        .isEqualTo(List.of(TIME, id));
    assertThat(Cursor.parse("models", 1, null)).isNull();
    assertThat(Cursor.name("models", null)).isEmpty();
  }

  @Test
  void aPlaceInAnotherListIsRefused() {
    String place = Cursor.text("runs", TIME, new UUID(1, 2));
    assertThatThrownBy(() -> Cursor.parse("runs of a pipeline", 2, place))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> Cursor.parse("runs", 3, place)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bad", "%", "AAAA", "2026"})
  void whatIsNoCursorIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse("runs", 2, text)).isInstanceOf(BadInputException.class);
  }

  @Test
  void textsThatNothingCanHaveAreRefused() {
    String place = new String(Base64.getUrlDecoder().decode(Cursor.text("names", "x")));
    String changed = Base64.getUrlEncoder().encodeToString(place.replace("x", "\0").getBytes());
    assertThatThrownBy(() -> Cursor.parse("names", 1, changed))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> Cursor.timed("runs", Cursor.text("runs", "now", "x"), List::of))
        .isInstanceOf(BadInputException.class);
  }
}
