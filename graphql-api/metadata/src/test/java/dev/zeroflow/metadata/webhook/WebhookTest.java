package dev.zeroflow.metadata.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MetadataException.class,
            it -> assertThat(it.code()).isEqualTo(MetadataException.Code.BAD_INPUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a b", "a\n", "é"})
  void namesAreShortAndPlain(String name) {
    refused(() -> Webhook.checkName(name));
    assertThat(Webhook.checkName("a".repeat(63))).hasSize(63);
    refused(() -> Webhook.checkName("a".repeat(64)));
    assertThat(Webhook.checkName("a.b_c-D9")).isEqualTo("a.b_c-D9");
  }

  @Test
  void anAddressIsOne() {
    assertThat(Webhook.url("https://a.example/b?c=d")).hasHost("a.example");
    refused(() -> Webhook.url("https://a b/"));
    refused(() -> Webhook.url("https://a.example/" + "x".repeat(2_000)));
  }

  @Test
  void aWebhookListensToSomething() {
    refused(
        () ->
            new NewWebhook(
                UUID.randomUUID(),
                "a",
                URI.create("https://a.example"),
                Set.of(),
                "",
                null,
                Status.ACTIVE));
    refused(() -> new WebhookChange(null, null, Set.of(), null, null, null));
  }

  @Test
  void aSecretIsToldToNobody() {
    var secret = new Secret("hush");
    var webhook =
        new NewWebhook(
            UUID.randomUUID(),
            "a",
            URI.create("https://a.example"),
            Set.of(WebhookEvent.MODEL_VERSION_CREATED),
            "",
            secret,
            Status.ACTIVE);
    var change = new WebhookChange(null, null, null, null, "hush", null);
    assertThat(secret + " " + webhook + " " + change).doesNotContain("hush");
    refused(() -> new Secret("x".repeat(1_001)));
  }

  @Test
  void onlyEventsThatHappenCanBeAskedFor() {
    assertThat(WebhookEvent.of("MODEL_VERSION_TAG", "SET"))
        .isEqualTo(WebhookEvent.MODEL_VERSION_TAG_SET);
    assertThat(WebhookEvent.MODEL_VERSION_TAG_SET.text()).isEqualTo("model_version_tag.set");
    assertThatThrownBy(() -> WebhookEvent.of("PROMPT", "CREATED"))
        .hasMessageContaining("no event prompt.created")
        .hasMessageContaining("model_version_alias.deleted");
    refused(() -> WebhookEvent.of("MODEL_VERSION", "DELETED"));
  }
}
