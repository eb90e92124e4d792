package dev.zeroflow.metadata.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegisteredModelTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant NOW = THEN.plusSeconds(1);
  private static final RegisteredModel MODEL =
      new RegisteredModel(
          new UUID(0, 1),
          "default",
          "digits",
          "old",
          "ann",
          Map.of("a", "1", "b", "2"),
          Map.of(),
          3,
          7,
          THEN,
          THEN);

  @Test
  void aChangeLeavesWhatItDoesNotName() {
    Map<String, String> tags = new HashMap<>();
    tags.put("b", null);
    tags.put("c", "3");
    RegisteredModel after = MODEL.changed(new ModelChange(null, "new", tags, null, 7L), NOW);
    assertThat(after.name()).isEqualTo("digits");
    assertThat(after.description()).isEqualTo("new");
    assertThat(after.tags()).isEqualTo(Map.of("a", "1", "c", "3"));
    assertThat(after.revision()).isEqualTo(8);
    assertThat(after.createdAt()).isEqualTo(THEN);
    assertThat(after.updatedAt()).isEqualTo(NOW);
  }

  @Test
  void aChangeForAnotherRevisionIsAConflict() {
    assertThatThrownBy(() -> MODEL.changed(new ModelChange(null, "x", Map.of(), null, 6L), NOW))
        .isInstanceOfSatisfying(
            MetadataException.class,
            refused -> assertThat(refused.code()).isEqualTo(MetadataException.Code.CONFLICT))
        .hasMessageContaining("revision 7");
  }

  @Test
  void tagsHaveLimits() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < RegistryTags.MAX_TAGS - 1; i++) {
      many.put("tag" + i, "");
    }
    assertThatThrownBy(() -> MODEL.changed(new ModelChange(null, null, many, null, null), NOW))
        .isInstanceOf(MetadataException.class);
    for (ModelChange bad :
        List.of(
            ModelChange.tag("k".repeat(251), ""),
            ModelChange.tag(" ", ""),
            ModelChange.tag("k", "\0"),
            ModelChange.tag("k", "v".repeat(100_001)),
            ModelChange.describe("\0"),
            ModelChange.rename("a/b"))) {
      assertThatThrownBy(() -> MODEL.changed(bad, NOW)).isInstanceOf(MetadataException.class);
    }
  }

  @Test
  void addressesOfModelsHaveSomethingBehindTheName() {
    for (String bad : List.of("", "a/b", "a:b", "a\nb", " a", "a".repeat(251))) {
      assertThatThrownBy(() -> RegisteredModel.checkName(bad))
          .isInstanceOf(MetadataException.class);
    }
    for (String good : List.of("digits", "Größe 3, (neu)", "a".repeat(250))) {
      assertThatCode(() -> RegisteredModel.checkName(good)).doesNotThrowAnyException();
    }
  }
}
