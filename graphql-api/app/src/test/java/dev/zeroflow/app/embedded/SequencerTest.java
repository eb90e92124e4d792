package dev.zeroflow.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequencerTest {
  @Test
  void laterIsGreaterWhateverTheClockDoes() {
    var sequencer = new Sequencer();
    var noon = Instant.parse("2026-01-01T12:00:00Z");

    var sequence =
        Stream.of(noon, noon, noon.minusSeconds(5), noon.plusSeconds(5))
            .map(sequencer::next)
            .toList();

    assertThat(sequence).isSorted().doesNotHaveDuplicates().allMatch(s -> s.length() == 16);
  }
}
