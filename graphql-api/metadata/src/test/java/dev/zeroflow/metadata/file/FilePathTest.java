package dev.zeroflow.metadata.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../../etc/passwd",
        "a/../../b",
        "a/..",
        "./a",
        "a/./b",
        "/etc/passwd",
        "//host/share",
        "a//b",
        "..\\..\\windows",
        "a\\b",
        "C:\\windows",
        "c:/windows",
        "%2e%2e/%2e%2e/etc",
        "..%2fetc",
        "a%2f..%2fb",
        "%252e%252e%252fetc",
        "%25252525252525252e",
        "%2fetc/passwd",
        "%5c%5chost",
        "a%00.txt",
        "\uFF0E\uFF0E/etc",
        "\u2025/etc",
        "..\uFF0Fetc",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\uD800b",
        "a\u2028b",
        "nul",
        "a/CON.txt",
        "com1/x",
      })
  void whatCouldLeadOutOfAFolderIsRefused(String text) {
    assertThatThrownBy(() -> FilePath.file(text)).isInstanceOf(MetadataException.class);
  }

  @Test
  void aPathIsNeitherEmptyNorOverLong() {
    assertThatThrownBy(() -> FilePath.file("")).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> FilePath.file("a/")).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> FilePath.file("x".repeat(4_096)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("longer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/abc/artifacts/model/MLmodel",
        "a b/ä+?#&=.txt",
        "100%.csv",
        "100%25.csv",
        "%zz",
        "...",
        "..a/b..",
        ".hidden/.x",
        "console/nullable/com10",
        "\uD83D\uDE80",
        "ab:b",
      })
  void ordinaryNamesArePaths(String text) {
    assertThat(FilePath.file(text).text()).isEqualTo(text);
  }

  @Test
  void directoriesAreJoined() {
    FilePath root = FilePath.directory("");
    assertThat(root.isRoot()).isTrue();
    assertThat(root.child("a").text()).isEqualTo("a");
    assertThat(FilePath.directory("a/").below(FilePath.file("b/c")).text()).isEqualTo("a/b/c");
    assertThat(FilePath.directory("a").below(root).text()).isEqualTo("a");
    assertThatThrownBy(() -> FilePath.directory("a").child(".."))
        .isInstanceOf(MetadataException.class);
  }
}
