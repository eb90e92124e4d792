package dev.zeroflow.metadata.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.StateChange.Place;
import org.junit.jupiter.api.Test;

class StateChangeTest {
  @Test
  void aPlaceIsReadAsItWasWritten() {
    assertThat(Place.parse(new Place(7, 2).toString())).isEqualTo(new Place(7, 2));
    assertThat(Place.parse(" ")).isEqualTo(Place.START);
    for (String text : new String[] {"7", "7-", "a-b", "-1-0", "1-99999999999"}) {
      assertThatThrownBy(() -> Place.parse(text)).isInstanceOf(MetadataException.class);
    }
  }
}
