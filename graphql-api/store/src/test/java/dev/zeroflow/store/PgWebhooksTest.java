package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException.Code;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.VersionChange;
import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.Delivery.State;
import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.RegistryNews;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PgWebhooksTest extends WebhookStoreTest {
  @Test
  void whatIsCreatedIsFound() {
    NewWebhook wanted = wanted("first", Set.of(WebhookEvent.MODEL_VERSION_CREATED));
    Webhook created = webhooks.create(ann, wanted);
    assertThat(created.isSigned()).isTrue();
    assertThat(webhooks.find(project, created.id())).contains(created);
    assertThat(webhooks.find("other", created.id())).isEmpty();
    assertThat(webhooks.create(ann, wanted)).isEqualTo(created);
    Webhook second = webhook("second");
    assertThat(webhooks.list(project, null, 10)).containsExactly(second, created);
    assertThat(webhooks.list(project, second.number(), 10)).containsExactly(created);
    assertThat(webhooks.list("other", null, 10)).isEmpty();
    assertThat(audited()).containsExactly("ann CREATE WEBHOOK first", "ann CREATE WEBHOOK second");
  }

  @Test
  void whatIsLeftOutOfAChangeStays() {
    Webhook before = webhook("before");
    var change = new WebhookChange("after", null, null, "described", null, Status.DISABLED);
    Webhook after = webhooks.change(bob, before.id(), change);
    assertThat(after.name()).isEqualTo("after");
    assertThat(after.url()).isEqualTo(before.url());
    assertThat(after.events()).isEqualTo(before.events());
    assertThat(after.status()).isEqualTo(Status.DISABLED);
    assertThat(after.isSigned()).isTrue();
    assertThat(webhooks.find(project, before.id())).contains(after);
    refused(Code.NOT_FOUND, "not found", () -> webhooks.change(ann, UUID.randomUUID(), change));
    Author other = new Author("other", "eve", NOW);
    refused(Code.NOT_FOUND, "not found", () -> webhooks.change(other, before.id(), change));
    refused(Code.NOT_FOUND, "not found", () -> webhooks.delete(other, before.id()));
  }

  @Test
  void aSecretIsSealedChangedAndRemoved() {
    Webhook webhook = webhook("signed");
    assertThat(webhooks.secret(webhook.id()).orElseThrow().text()).isEqualTo("hush");
    assertThat(stored(webhook)).isEqualTo("hsuh");
    webhooks.change(ann, webhook.id(), secret("psst"));
    assertThat(webhooks.secret(webhook.id()).orElseThrow().text()).isEqualTo("psst");
    assertThat(webhooks.change(ann, webhook.id(), secret("")).isSigned()).isFalse();
    assertThat(webhooks.secret(webhook.id())).isEmpty();
    assertThat(details()).doesNotContain("hush").doesNotContain("psst").contains("removed");
  }

  private static WebhookChange secret(String text) {
    return new WebhookChange(null, null, null, null, text, null);
  }

  private static String stored(Webhook webhook) {
    var row =
        new Database(POOL)
            .run("SELECT secret FROM metadata.webhook WHERE id = $1", Tuple.of(webhook.id()))
            .iterator()
            .next();
    return row.getBuffer("secret").toString(StandardCharsets.UTF_8);
  }

  private String details() {
    var text = new StringBuilder();
    new Database(POOL)
        .run("SELECT detail FROM metadata.audit_entry WHERE project = $1", Tuple.of(project))
        .forEach(row -> text.append(row.getJsonObject("detail").encode()));
    return text.toString();
  }

  @Test
  void aProjectHasNoMoreThanItsWebhooks() throws Exception {
    List<Callable<Webhook>> calls = new ArrayList<>();
    for (int i = 0; i < Webhook.MAX_WEBHOOKS + 5; i++) {
      String name = "w" + i;
      calls.add(() -> webhook(name));
    }
    assertThat(conflicts(calls)).isEqualTo(5);
    Webhook gone = webhooks.list(project, null, 1).getFirst();
    webhooks.delete(ann, gone.id());
    assertThat(webhook("again").name()).isEqualTo("again");
  }

  @Test
  void everyChangeIsToldWithIt() {
    Webhook webhook = webhook("all");
    models.create(ann, new NewModel(UUID.randomUUID(), "a", "x", Map.of("k", "v"), Map.of()));
    version("a", 1);
    version("a", 2);
    registry.change(ann, "a", "1", VersionChange.tag("k", "v"));
    registry.change(ann, "a", "1", VersionChange.untag("k"));
    registry.change(ann, "a", "1", VersionChange.untag("k"));
    registry.change(ann, "a", "1", VersionChange.describe("not told"));
    aliases.move(ann, "a", "champion", "1", null);
    aliases.promote(ann, new PromotionRequest(UUID.randomUUID(), "a", "2", "champion", null));
    aliases.rollback(ann, "a", "champion", null);
    aliases.remove(ann, "a", "champion", null);
    assertThat(told(webhook))
        .containsExactly(
            "REGISTERED_MODEL_CREATED {\"tags\":{\"k\":\"v\"},\"description\":\"x\"}",
            "MODEL_VERSION_CREATED"
                + " {\"version\":\"1\",\"source\":\"\",\"run_id\":null,\"tags\":{},\"description\":null}",
            "MODEL_VERSION_CREATED"
                + " {\"version\":\"2\",\"source\":\"\",\"run_id\":null,\"tags\":{},\"description\":null}",
            "MODEL_VERSION_TAG_SET {\"version\":\"1\",\"key\":\"k\",\"value\":\"v\"}",
            "MODEL_VERSION_TAG_DELETED {\"version\":\"1\",\"key\":\"k\"}",
            "MODEL_VERSION_ALIAS_CREATED {\"alias\":\"champion\",\"version\":\"1\"}",
            "MODEL_VERSION_ALIAS_CREATED {\"alias\":\"champion\",\"version\":\"2\"}",
            "MODEL_VERSION_ALIAS_CREATED {\"alias\":\"champion\",\"version\":\"1\"}",
            "MODEL_VERSION_ALIAS_DELETED {\"alias\":\"champion\"}");
  }

  @Test
  void aliasesThatGoWithTheirVersionAreToldToo() {
    Webhook webhook = webhook("aliases", WebhookEvent.MODEL_VERSION_ALIAS_DELETED);
    version("a", 1);
    aliases.move(ann, "a", "y", "1", null);
    aliases.move(ann, "a", "x", "1", null);
    registry.delete(ann, "a", "1", Protection.GOVERNED_ALIASES);
    assertThat(told(webhook))
        .containsExactly(
            "MODEL_VERSION_ALIAS_DELETED {\"alias\":\"x\"}",
            "MODEL_VERSION_ALIAS_DELETED {\"alias\":\"y\"}");
  }

  @Test
  void onlyWhoAskedForItAndIsActiveIsTold() {
    Webhook versions = webhook("versions", WebhookEvent.MODEL_VERSION_CREATED);
    Webhook aliasesOnly = webhook("aliases", WebhookEvent.MODEL_VERSION_ALIAS_CREATED);
    Webhook disabled = webhook("disabled");
    var off = new WebhookChange(null, null, null, null, null, Status.DISABLED);
    webhooks.change(ann, disabled.id(), off);
    Webhook elsewhere =
        webhooks.create(new Author("of " + project, "eve", NOW), wanted("elsewhere", ALL));
    version("a", 1);
    assertThat(told(versions)).hasSize(1);
    assertThat(told(aliasesOnly)).isEmpty();
    assertThat(told(disabled)).isEmpty();
    assertThat(told(elsewhere)).isEmpty();
  }

  @Test
  void aChangeThatIsUndoneIsNotTold() {
    Webhook webhook = webhook("all");
    version("a", 1);
    int before = told(webhook).size();
    assertThatThrownBy(() -> models.create(ann, model("a")));
    assertThatThrownBy(() -> aliases.move(ann, "a", "champion", "9", null));
    assertThat(told(webhook)).hasSize(before);
  }

  @Test
  void moreThanMayWaitIsGivenUpAtOnce() {
    Webhook webhook = webhook("away", WebhookEvent.MODEL_VERSION_TAG_SET);
    version("a", 1);
    Map<String, String> tags =
        IntStream.range(0, 200).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    for (int i = 0; i <= Delivery.MAX_WAITING / tags.size(); i++) {
      registry.change(ann, "a", "1", new VersionChange(null, null, tags, null));
    }
    var newest = webhooks.deliveries(project, List.of(webhook.id()), 2_000).get(webhook.id());
    assertThat(newest).hasSize(1_200);
    assertThat(newest.stream().filter(it -> it.state() == State.WAITING)).hasSize(1_000);
    assertThat(newest.getFirst().state()).isEqualTo(State.GIVEN_UP);
    assertThat(newest.getFirst().error()).isEqualTo("1000 others wait for this webhook already");
  }

  @Test
  void aBodyHasALimitAndTimesThatPythonReads() {
    var tags = Map.of("long", "x".repeat(100_000), "k", "\u0001".repeat(100_000));
    var news =
        new RegistryNews(WebhookEvent.REGISTERED_MODEL_CREATED, Map.of("name", "a", "tags", tags));
    var body = new JsonObject(webhooks.body(news, NOW));
    assertThat(body.getString("entity")).isEqualTo("registered_model");
    assertThat(body.getString("action")).isEqualTo("created");
    assertThat(body.getString("timestamp")).isEqualTo("2026-01-02T03:04:05.000000+00:00");
    assertThat(body.getJsonObject("data").getJsonObject("tags").size()).isEqualTo(2);
    var longer = Map.of("a", tags.get("k"), "b", tags.get("k"));
    var many =
        new RegistryNews(
            WebhookEvent.REGISTERED_MODEL_CREATED, Map.of("name", "a", "tags", longer));
    assertThat(new JsonObject(webhooks.body(many, NOW)).getJsonObject("data"))
        .isEqualTo(new JsonObject("{\"name\":\"a\",\"tags\":{},\"truncated\":true}"));
  }

  @Test
  void whatMayNotBeCalledIsAudited() {
    webhooks.refused(ann, "inside", "10.0.0.1 is closed");
    assertThat(audited()).containsExactly("ann REFUSE WEBHOOK inside");
  }

  @Test
  void theAuditLogHasNoPathsWhichMayBeSecret() {
    var hidden =
        new NewWebhook(
            UUID.randomUUID(),
            "chat",
            URI.create("https://chat.example/T0/xyzzy"),
            ALL,
            "",
            null,
            Status.ACTIVE);
    webhooks.create(ann, hidden);
    assertThat(details()).contains("chat.example").doesNotContain("xyzzy");
  }
}
