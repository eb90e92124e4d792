package dev.zeroflow.metadata.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionOrigin;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryNewsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> PROMPT = Map.of("mlflow.prompt.is_prompt", "True");

  private static RegisteredModel model(Map<String, String> tags) {
    return new RegisteredModel(
        new UUID(0, 1), "p", "trees", "many", "ann", tags, Map.of(), 1, 1, NOW, NOW);
  }

  private static ModelVersion version(Map<String, String> tags) {
    var origin =
        new VersionOrigin("models:/m-1", "s3://a/b", "", new UUID(0, 255), null, null, null);
    return new ModelVersion(
        new UUID(0, 2),
        "p",
        "trees",
        "3",
        new UUID(0, 3),
        null,
        null,
        List.of(),
        origin,
        "ann",
        "",
        Stage.NONE,
        tags,
        Map.of(),
        NOW,
        NOW);
  }

  @Test
  void aModelIsToldWithItsTags() {
    assertThat(RegistryNews.created(model(Map.of("team", "risk"))))
        .containsExactly(
            new RegistryNews(
                WebhookEvent.REGISTERED_MODEL_CREATED,
                Map.of("name", "trees", "tags", Map.of("team", "risk"), "description", "many")));
  }

  @Test
  void aVersionIsToldWithItsSourceAndRun() {
    RegistryNews news = RegistryNews.created(version(Map.of())).getFirst();
    assertThat(news.event()).isEqualTo(WebhookEvent.MODEL_VERSION_CREATED);
    assertThat(news.data())
        .containsEntry("version", "3")
        .containsEntry("source", "models:/m-1")
        .containsEntry("run_id", "000000000000000000000000000000ff")
        .containsEntry("description", null);
  }

  @Test
  void tagsAreToldOneByOneAndOnlyIfTheyWereThere() {
    ModelVersion before = version(Map.of("old", "1"));
    assertThat(RegistryNews.tagged(before, Map.of("a", "b")))
        .containsExactly(
            new RegistryNews(
                WebhookEvent.MODEL_VERSION_TAG_SET,
                Map.of("name", "trees", "version", "3", "key", "a", "value", "b")));
    assertThat(RegistryNews.tagged(before, Collections.singletonMap("old", null)))
        .containsExactly(
            new RegistryNews(
                WebhookEvent.MODEL_VERSION_TAG_DELETED,
                Map.of("name", "trees", "version", "3", "key", "old")));
    assertThat(RegistryNews.tagged(before, Collections.singletonMap("never", null))).isEmpty();
  }

  @Test
  void aliasesAreToldWithTheirNames() {
    assertThat(RegistryNews.aliasSet(model(Map.of()), "champion", "3").getFirst().data())
        .isEqualTo(Map.of("name", "trees", "alias", "champion", "version", "3"));
    assertThat(RegistryNews.aliasRemoved(model(Map.of()), "champion").getFirst().data())
        .isEqualTo(Map.of("name", "trees", "alias", "champion"));
  }

  @Test
  void promptsAreNoModels() {
    assertThat(RegistryNews.created(model(PROMPT))).isEmpty();
    assertThat(RegistryNews.created(version(PROMPT))).isEmpty();
    assertThat(RegistryNews.tagged(version(PROMPT), Map.of("a", "b"))).isEmpty();
    assertThat(RegistryNews.aliasSet(model(PROMPT), "a", "1")).isEmpty();
  }

  @Test
  void whatIsShortenedSaysSo() {
    RegistryNews news = RegistryNews.created(model(Map.of("team", "risk"))).getFirst().shortened();
    assertThat(news.data())
        .isEqualTo(Map.of("name", "trees", "tags", Map.of(), "description", "", "truncated", true));
  }

  @ParameterizedTest
  @EnumSource
  void everyEventHasAnExample(WebhookEvent event) {
    assertThat(RegistryNews.example(event).data()).containsEntry("name", "example_model");
  }
}
