package dev.zeroflow.metadata.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectUriTest {
  @Test
  void anAddressIsReadAndWrittenTheSameWay() {
    var uri = ObjectUri.parse("s3://my-bucket/a dir/b.csv");
    assertThat(uri).isEqualTo(new ObjectUri("my-bucket", "a dir/b.csv"));
    assertThat(uri).hasToString("s3://my-bucket/a dir/b.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3://bucket",
        "s3://bucket/",
        "s3:///key",
        "http://bucket/key",
        "s3://bucket/../x",
        "s3://bucket/a/./b",
        "s3://Bucket/key",
        "file:///etc/passwd"
      })
  void otherTextsAreRefused(String uri) {
    assertThatThrownBy(() -> ObjectUri.parse(uri)).isInstanceOf(MetadataException.class);
  }
}
