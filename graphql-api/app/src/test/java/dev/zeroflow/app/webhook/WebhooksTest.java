package dev.zeroflow.app.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlProfile;
import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.app.webhook.Receiver.Received;
import dev.zeroflow.metadata.webhook.Secret;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks as MLflow's clients and GraphQL have them, and what receivers get. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class WebhooksTest {
  private static final String ROOT = "/api/2.0/mlflow/";
  private static final String HOOKS = "webhooks";
  private static final List<Map<String, String>> VERSIONS =
      List.of(Map.of("entity", "MODEL_VERSION", "action", "CREATED"));

  private final String model = "model " + UUID.randomUUID();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void nobodyIsToldOfOtherTests() {
    made.forEach(id -> send("DELETE", HOOKS + "/" + id, Map.of()));
  }

  private static Response send(String method, String path, Map<String, ?> body) {
    return given().contentType("application/json").body(body).request(method, ROOT + path);
  }

  private static JsonPath ok(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static void refused(Response answer, int status, String code, String message) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("error_code")).isEqualTo(code);
    assertThat(answer.jsonPath().getString("message")).contains(message);
  }

  private String create(Map<String, ?> body) {
    String id = ok(send("POST", HOOKS, body)).getString("webhook.webhook_id");
    made.add(id);
    return id;
  }

  private String create(Receiver receiver, String... events) {
    List<Map<String, String>> pairs = new ArrayList<>();
    for (String event : events) {
      String[] pair = event.split("\\.", 2);
      pairs.add(Map.of("entity", pair[0], "action", pair[1]));
    }
    return create(Map.of("name", "told", "url", receiver.url(), "events", pairs, "secret", "hush"));
  }

  private static JsonPath gql(String document, Map<String, ?> variables) {
    JsonPath answer =
        given()
            .contentType("application/json")
            .body(Map.of("query", document, "variables", variables))
            .post("/graphql")
            .jsonPath();
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data");
    return answer;
  }

  private JsonPath shown(String id) {
    return gql(
        """
        query($id: ID!) { webhook(id: $id) { name signed status url events deliveries {
          id event state attempts responseStatus error nextTryAt endedAt } } }
        """,
        Map.of("id", id));
  }

  private void version() {
    ok(send("POST", "model-versions/create", Map.of("name", model, "source", "s3://a/b")));
  }

  @Test
  void aWebhookIsCreatedChangedListedAndDeleted() throws Exception {
    try (var receiver = new Receiver()) {
      var body =
          Map.of(
              "name",
              "first",
              "url",
              receiver.url(),
              "events",
              VERSIONS,
              "secret",
              "hush",
              "description",
              "mine");
      Response created = send("POST", HOOKS, body);
      assertThat(created.asString()).doesNotContain("hush").doesNotContain("secret");
      JsonPath it = ok(created);
      String id = it.getString("webhook.webhook_id");
      made.add(id);
      assertThat(it.getString("webhook.status")).isEqualTo("ACTIVE");
      assertThat(it.getList("webhook.events")).isEqualTo(VERSIONS);
      assertThat(it.getLong("webhook.creation_timestamp")).isPositive();
      JsonPath changed =
          ok(send("PATCH", HOOKS + "/" + id, Map.of("status", "DISABLED", "description", "")));
      assertThat(changed.getString("webhook.status")).isEqualTo("DISABLED");
      assertThat(changed.getString("webhook.name")).isEqualTo("first");
      assertThat(changed.getMap("webhook")).doesNotContainKey("description");
      assertThat(ok(given().get(ROOT + HOOKS + "/" + id)).getString("webhook.name"))
          .isEqualTo("first");
      String second = create(body);
      JsonPath page = ok(given().queryParam("max_results", 1).get(ROOT + HOOKS));
      assertThat(page.getList("webhooks.webhook_id")).containsExactly(second);
      JsonPath next =
          ok(
              given()
                  .queryParams("max_results", 1, "page_token", page.getString("next_page_token"))
                  .get(ROOT + HOOKS));
      assertThat(next.getList("webhooks.webhook_id")).containsExactly(id);
      ok(send("DELETE", HOOKS + "/" + second, Map.of()));
      refused(
          given().get(ROOT + HOOKS + "/" + second),
          404,
          "RESOURCE_DOES_NOT_EXIST",
          "Webhook with ID " + second + " not found.");
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    String bad = "INVALID_PARAMETER_VALUE";
    var url = "http://localhost:1/";
    refused(send("POST", HOOKS, Map.of("name", "a", "url", url)), 400, bad, "events");
    refused(send("POST", HOOKS, Map.of("url", url, "events", VERSIONS)), 400, bad, "name");
    var named = Map.of("name", "a b", "url", url, "events", VERSIONS);
    refused(send("POST", HOOKS, named), 400, bad, "name");
    var deleted = List.of(Map.of("entity", "MODEL_VERSION", "action", "DELETED"));
    refused(
        send("POST", HOOKS, Map.of("name", "a", "url", url, "events", deleted)),
        400,
        bad,
        "no event model_version.deleted");
    refused(given().queryParam("max_results", 0).get(ROOT + HOOKS), 400, bad, "between 1 and 1000");
    refused(given().get(ROOT + HOOKS + "/nothing"), 404, "RESOURCE_DOES_NOT_EXIST", "nothing");
  }

  @Test
  void anAddressInsideIsRefusedWithTheSettingAndAudited() {
    String name = "inside-" + UUID.randomUUID();
    var inside = Map.of("name", name, "url", "http://127.0.0.1:9/x", "events", VERSIONS);
    refused(
        send("POST", HOOKS, inside),
        400,
        "INVALID_PARAMETER_VALUE",
        "adding 127.0.0.1:9 to zeroflow.egress.allowed-hosts");
    JsonPath log =
        gql(
            "query($s: String) { auditLog(kind: \"WEBHOOK\", subject: $s) { nodes { action } } }",
            Map.of("s", name));
    assertThat(log.getList("auditLog.nodes.action")).containsExactly("REFUSE");
  }

  @Test
  void changesOfEveryFaceAreToldInTheirOrderAndSigned() throws Exception {
    try (var receiver = new Receiver()) {
      create(
          receiver,
          "REGISTERED_MODEL.CREATED",
          "MODEL_VERSION.CREATED",
          "MODEL_VERSION_TAG.SET",
          "MODEL_VERSION_TAG.DELETED",
          "MODEL_VERSION_ALIAS.CREATED",
          "MODEL_VERSION_ALIAS.DELETED");
      ok(send("POST", "registered-models/create", Map.of("name", model)));
      version();
      var tag = Map.of("name", model, "version", "1", "key", "k", "value", "v");
      ok(send("POST", "model-versions/set-tag", tag));
      ok(send("DELETE", "model-versions/delete-tag", tag));
      gql(
          """
          mutation($model: String!) { setModelAlias(input: { model: $model, alias: "champion",
            version: "1" }) { userErrors { message } } }
          """,
          Map.of("model", model));
      gql(
          """
          mutation($model: String!) { removeModelAlias(input: { model: $model,
            alias: "champion" }) { removed } }
          """,
          Map.of("model", model));
      String name = "{\"name\":\"" + model + "\"";
      Received first = receiver.take();
      assertThat(first.told())
          .isEqualTo("registered_model.created " + name + ",\"tags\":{},\"description\":\"\"}");
      assertThat(first.signature())
          .isEqualTo(
              WebhookSignature.of(new Secret("hush"), first.id(), first.timestamp(), first.body()));
      assertThat(receiver.take().told())
          .isEqualTo(
              "model_version.created "
                  + name
                  + ",\"version\":\"1\",\"source\":\"s3://a/b\",\"run_id\":null,\"tags\":{},\"description\":null}");
      assertThat(receiver.take().told())
          .isEqualTo(
              "model_version_tag.set "
                  + name
                  + ",\"version\":\"1\",\"key\":\"k\",\"value\":\"v\"}");
      assertThat(receiver.take().told())
          .isEqualTo("model_version_tag.deleted " + name + ",\"version\":\"1\",\"key\":\"k\"}");
      assertThat(receiver.take().told())
          .isEqualTo(
              "model_version_alias.created " + name + ",\"alias\":\"champion\",\"version\":\"1\"}");
      assertThat(receiver.take().told())
          .isEqualTo("model_version_alias.deleted " + name + ",\"alias\":\"champion\"}");
    }
  }

  @Test
  void whatFailsIsSentAgainAsTheSameDeliveryAndNothingOvertakesIt() throws Exception {
    try (var receiver = new Receiver(500)) {
      String id = create(receiver, "MODEL_VERSION.CREATED");
      ok(send("POST", "registered-models/create", Map.of("name", model)));
      version();
      version();
      Received failed = receiver.take();
      Received again = receiver.take();
      assertThat(again.id()).isEqualTo(failed.id());
      assertThat(again.body()).isEqualTo(failed.body());
      Received second = receiver.take();
      assertThat(second.id()).isNotEqualTo(failed.id());
      assertThat(second.json().getJsonObject("data").getString("version")).isEqualTo("2");
      JsonPath it = awaitEnd(id, 2);
      assertThat(it.getList("webhook.deliveries.state")).containsOnly("DELIVERED");
      assertThat(it.getList("webhook.deliveries.attempts")).containsExactly(1, 2);
      assertThat(it.getList("webhook.deliveries.responseStatus")).containsExactly(200, 200);
    }
  }

  /** What was sent is written down a little later. */
  private JsonPath awaitEnd(String id, int deliveries) throws InterruptedException {
    JsonPath it = shown(id);
    for (int i = 0; i < 600 && ended(it) < deliveries; i++) {
      Thread.sleep(50);
      it = shown(id);
    }
    assertThat(ended(it)).as(it.prettify()).isEqualTo(deliveries);
    return it;
  }

  private static long ended(JsonPath shown) {
    return shown.getList("webhook.deliveries.state").stream()
        .filter(state -> !state.equals("WAITING"))
        .count();
  }

  @Test
  void whatIsRefusedIsGivenUpWithItsReason() throws Exception {
    try (var receiver = new Receiver(410)) {
      String id = create(receiver, "MODEL_VERSION.CREATED");
      ok(send("POST", "registered-models/create", Map.of("name", model)));
      version();
      version();
      receiver.take();
      receiver.take();
      JsonPath it = awaitEnd(id, 2);
      assertThat(it.getList("webhook.deliveries.state")).containsExactly("DELIVERED", "GIVEN_UP");
      assertThat(it.getList("webhook.deliveries.error"))
          .containsExactly(null, "the receiver answered 410");
      assertThat(it.getBoolean("webhook.signed")).isTrue();
    }
  }

  @Test
  void aTestIsSentAtOnceAndKeptNowhere() throws Exception {
    try (var receiver = new Receiver(200, 503)) {
      String id = create(receiver, "MODEL_VERSION.CREATED");
      JsonPath passed = ok(send("POST", HOOKS + "/" + id + "/test", Map.of()));
      assertThat(passed.getMap("result"))
          .isEqualTo(Map.of("success", true, "response_status", 200, "response_body", "thanks"));
      assertThat(receiver.take().told()).startsWith("model_version.created {\"name\":\"example");
      JsonPath failed =
          gql(
              """
              mutation($id: ID!) { testWebhook(input: { id: $id, event: MODEL_VERSION_TAG_SET }) {
                success responseStatus error userErrors { message } } }
              """,
              Map.of("id", id));
      assertThat(failed.getBoolean("testWebhook.success")).isFalse();
      assertThat(failed.getInt("testWebhook.responseStatus")).isEqualTo(503);
      assertThat(receiver.take().told()).startsWith("model_version_tag.set");
      assertThat(shown(id).getList("webhook.deliveries")).isEmpty();
    }
  }

  @Test
  void graphqlCreatesChangesAndDeletes() throws Exception {
    try (var receiver = new Receiver()) {
      var input =
          Map.of(
              "name", "of-graphql",
              "url", receiver.url(),
              "events", List.of("MODEL_VERSION_CREATED", "MODEL_VERSION_TAG_SET"),
              "secret", "hush",
              "clientRequestId", model.replace(" ", "-"));
      String create =
          """
          mutation($input: CreateWebhookInput!) { createWebhook(input: $input) {
            webhook { id name events signed status } userErrors { code field message } } }
          """;
      JsonPath created = gql(create, Map.of("input", input));
      String id = created.getString("createWebhook.webhook.id");
      made.add(id);
      assertThat(created.getList("createWebhook.webhook.events"))
          .containsExactly("MODEL_VERSION_CREATED", "MODEL_VERSION_TAG_SET");
      assertThat(gql(create, Map.of("input", input)).getString("createWebhook.webhook.id"))
          .isEqualTo(id);
      JsonPath refused =
          gql(
              """
              mutation($id: ID!) { updateWebhook(input: { id: $id, url: "http://10.0.0.1/" }) {
                webhook { id } userErrors { code message } } }
              """,
              Map.of("id", id));
      assertThat(refused.getString("updateWebhook.userErrors[0].code")).isEqualTo("BAD_INPUT");
      assertThat(refused.getString("updateWebhook.userErrors[0].message"))
          .contains("zeroflow.egress.allowed-hosts");
      JsonPath unsigned =
          gql(
              """
              mutation($id: ID!) { updateWebhook(input: { id: $id, secret: "" }) {
                webhook { signed url } } }
              """,
              Map.of("id", id));
      assertThat(unsigned.getBoolean("updateWebhook.webhook.signed")).isFalse();
      assertThat(gql("{ webhooks(first: 1) { nodes { id } } }", Map.of()).getList("webhooks.nodes"))
          .hasSize(1);
      JsonPath deleted =
          gql("mutation($id: ID!) { deleteWebhook(id: $id) { removed } }", Map.of("id", id));
      assertThat(deleted.getBoolean("deleteWebhook.removed")).isTrue();
      assertThat(shown(id).<Object>get("webhook")).isNull();
    }
  }

  @Test
  void aTaskChangesNoWebhook() {
    var body = Map.of("name", "a", "url", "http://localhost:1/", "events", VERSIONS);
    Response answer =
        given()
            .contentType("application/json")
            .header("Authorization", "Bearer " + TwoAttempts.MINE)
            .body(body)
            .post(ROOT + HOOKS);
    refused(answer, 403, "PERMISSION_DENIED", "a task may not change webhooks");
  }
}
