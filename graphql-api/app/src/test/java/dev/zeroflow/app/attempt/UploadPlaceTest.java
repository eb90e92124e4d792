package dev.zeroflow.app.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.contract.UploadRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPlaceTest {
  private static final String OUTPUT = "s3://artifacts/run/task/1/model";

  private static UploadPlace place(@Nullable String path) {
    return UploadPlace.of(OUTPUT, new UploadRequest("model", "sha256:", 1, "text/plain", path));
  }

  @Test
  void anObjectIsWhereItsOutputIs() {
    assertThat(place(null)).isEqualTo(new UploadPlace(OUTPUT, OUTPUT));
  }

  @Test
  void aFileIsInTheDirectory() {
    assertThat(place("a/ä b.txt").uri()).isEqualTo(OUTPUT + "/a/ä b.txt");
  }

  @Test
  void theManifestStandsForTheDirectory() {
    assertThat(place("").uri()).isEqualTo(OUTPUT + "/");
    assertThat(place("").object()).isEqualTo(OUTPUT + "/.zeroflow-files.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "a/",
        "a//b",
        "..",
        "../b",
        "a/../../b",
        "a/.",
        "a\nb",
        ".zeroflow-files.json"
      })
  void aPathThatLeadsOutIsRefused(String path) {
    assertThatThrownBy(() -> place(path)).isInstanceOf(HttpFailure.class);
  }

  @Test
  void aPathHasALimit() {
    assertThatThrownBy(() -> place("a".repeat(513))).isInstanceOf(HttpFailure.class);
  }
}
