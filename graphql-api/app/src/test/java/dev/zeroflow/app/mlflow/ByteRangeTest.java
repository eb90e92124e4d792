package dev.zeroflow.app.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
  private static Optional<ByteRange> of(String header) {
    return ByteRange.of(header, 10);
  }

  @Test
  void oneRangeIsRead() {
    assertThat(of("bytes=0-0")).contains(new ByteRange(0, 1));
    assertThat(of("bytes=3-")).contains(new ByteRange(3, 7));
    assertThat(of("bytes=-4")).contains(new ByteRange(6, 4));
    assertThat(of("bytes=-400")).contains(new ByteRange(0, 10));
    assertThat(of("bytes=8-400")).contains(new ByteRange(8, 2));
    assertThat(new ByteRange(8, 2).contentRange(10)).isEqualTo("bytes 8-9/10");
  }

  @Test
  void whatLiesBehindTheEndHasNoBytes() {
    assertThat(of("bytes=10-")).contains(new ByteRange(10, 0));
    assertThat(of("bytes=99-100").map(ByteRange::length)).contains(0L);
    assertThat(of("bytes=-0").map(ByteRange::length)).contains(0L);
  }

  @Test
  void anythingElseIsTheWholeFile() {
    for (String header :
        new String[] {
          null,
          "",
          "bytes=-",
          "bytes=5-3",
          "bytes=0-1,4-5",
          "lines=1-2",
          "bytes=a-b",
          "bytes=99999999999999999999-"
        }) {
      assertThat(of(header)).as(header).isEmpty();
    }
  }
}
