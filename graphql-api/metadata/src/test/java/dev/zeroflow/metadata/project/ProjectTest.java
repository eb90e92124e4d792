package dev.zeroflow.metadata.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Team", "-team", "team-", "a b", "a/b", "a\nb", "tëam", "a_b"})
  void aNameIsOneOfANamespace(String name) {
    assertThat(Project.isName(name)).isFalse();
    assertThatThrownBy(() -> new Project(name, "", Instant.EPOCH))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void namesHave2To63Characters() {
    assertThat(Project.isName("ab")).isTrue();
    assertThat(Project.isName("a".repeat(63))).isTrue();
    assertThat(Project.isName("a".repeat(64))).isFalse();
  }
}
