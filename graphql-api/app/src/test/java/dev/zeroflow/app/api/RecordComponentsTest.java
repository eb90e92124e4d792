package dev.zeroflow.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordComponentsTest {
  /** As shown by an API. */
  public record Shown(String name, long points) {
    /** Not a component. */
    public String upper() {
      return name + "!";
    }
  }

  private record Hidden(String name) {}

  private static final Shown SHOWN = new Shown("loss", 3);

  @Test
  void aComponentIsReadByItsName() {
    assertThat(RecordComponents.read(SHOWN, "name")).isEqualTo("loss");
    assertThat(RecordComponents.read(SHOWN, "points")).isEqualTo(3L);
  }

  @Test
  void whatIsNoComponentIsNotThere() {
    assertThat(RecordComponents.read(SHOWN, "upper")).isNull();
    assertThat(RecordComponents.read("a text", "length")).isNull();
    assertThat(RecordComponents.read(null, "name")).isNull();
  }

  @Test
  void aRecordThatIsNotPublicIsLeftAlone() {
    assertThat(RecordComponents.read(new Hidden("loss"), "name")).isNull();
  }
}
