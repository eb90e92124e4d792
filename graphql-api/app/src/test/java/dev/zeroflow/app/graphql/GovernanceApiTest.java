package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models, aliases, policies and the log of changes in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class GovernanceApiTest {
  private static final String ERRORS = "userErrors { code field message }";

  private final String model = "governed" + UUID.randomUUID().toString().replace("-", "");

  @Inject Pool pool;

  @BeforeEach
  void twoVersions() {
    Digits.lineage(pool);
    register("1", 0.8, null);
    register("2", 0.9, "{}");
  }

  private void register(String id, double accuracy, String signature) {
    var input = new HashMap<String, Object>();
    input.put("model", model);
    input.put("artifactId", Digits.MODEL.id().toString());
    input.put("metrics", List.of(Map.of("key", "accuracy", "value", accuracy)));
    input.put("signature", signature);
    input.put("tags", List.of(Map.of("key", "n", "value", id)));
    input.put("clientRequestId", model + id);
    done(
        "ann",
        """
        mutation($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
          modelVersion { version signature tags { key value } createdBy } } }
        """,
        input);
  }

  /** Sends a document as somebody; there must be no errors of the request. */
  private static JsonPath done(String person, String document, Map<String, Object> input) {
    JsonPath answer =
        given()
            .contentType("application/json")
            .header("kubeflow-userid", person)
            .body(Map.of("query", document, "variables", Map.of("input", input)))
            .post("/graphql")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data");
    return answer;
  }

  private JsonPath query(String fields) {
    return done("ann", "{ registeredModel(name: \"" + model + "\") { " + fields + " } }", Map.of());
  }

  private JsonPath mutate(String person, String name, String type, String fields, Object... input) {
    var values = new HashMap<String, Object>();
    for (int i = 0; i < input.length; i += 2) {
      values.put((String) input[i], input[i + 1]);
    }
    String document =
        "mutation($input: %s!) { %s(input: $input) { %s %s } }"
            .formatted(type, name, fields, ERRORS);
    JsonPath answer = done(person, document, values);
    answer.setRootPath("data." + name);
    return answer;
  }

  private JsonPath alias(String version, Object expectedRevision) {
    return mutate(
        "ann",
        "setModelAlias",
        "SetModelAliasInput",
        "alias { alias version revision history { fromVersion toVersion reason actor } }",
        "model",
        model,
        "alias",
        "champion",
        "version",
        version,
        "expectedRevision",
        expectedRevision);
  }

  private JsonPath policy(int approvals) {
    var gate =
        Map.of(
            "metric",
            "accuracy",
            "comparison",
            "AT_LEAST",
            "threshold",
            0.05,
            "against",
            "CURRENT");
    return mutate(
        "ann",
        "setPromotionPolicy",
        "SetPromotionPolicyInput",
        "policy { alias approvals revision gates { metric against } }",
        "model",
        model,
        "alias",
        "champion",
        "gates",
        List.of(gate),
        "approvals",
        approvals,
        "signatureRequired",
        true);
  }

  private JsonPath say(String person, String mutation, String version) {
    return mutate(
        person,
        mutation,
        "ApprovalInput",
        "approval { decision actor }",
        "model",
        model,
        "version",
        version,
        "alias",
        "champion",
        "clientRequestId",
        model + mutation + person);
  }

  private JsonPath promote(String version) {
    return mutate(
        "ann",
        "promoteModelVersion",
        "PromoteModelVersionInput",
        "promotion { outcome evidence { check subject passed message } }",
        "model",
        model,
        "version",
        version,
        "alias",
        "champion");
  }

  @Test
  void anAliasHasAHistoryAndAWayBack() {
    long first = alias("1", 0).getLong("alias.revision");
    JsonPath second = alias("2", first);
    assertThat(second.getList("alias.history.toVersion")).containsExactly("2", "1");
    JsonPath stale = alias("1", first);
    assertThat(stale.<Object>get("alias")).isNull();
    assertThat(stale.getString("userErrors[0].code")).isEqualTo("CONFLICT");
    JsonPath back =
        mutate(
            "bob",
            "rollbackModelAlias",
            "ModelAliasInput",
            "alias { version }",
            "model",
            model,
            "alias",
            "champion");
    assertThat(back.getString("alias.version")).isEqualTo("1");
    JsonPath seen = query("aliases { alias version history { reason actor } }");
    assertThat(seen.getString("registeredModel.aliases[0].history[0].reason"))
        .isEqualTo("ROLLBACK");
    assertThat(seen.getString("registeredModel.aliases[0].history[0].actor")).isEqualTo("bob");
    JsonPath reserved =
        mutate(
            "ann",
            "setModelAlias",
            "SetModelAliasInput",
            "alias { alias }",
            "model",
            model,
            "alias",
            "latest",
            "version",
            "1");
    assertThat(reserved.getString("userErrors[0].field")).isEqualTo("alias");
  }

  @Test
  void aPromotionNeedsFiguresPeopleAndASignature() {
    alias("1", null);
    assertThat(policy(2).getLong("policy.revision")).isEqualTo(1);
    JsonPath refused = promote("2");
    assertThat(refused.getString("promotion.outcome")).isEqualTo("REFUSED");
    assertThat(refused.getList("promotion.evidence.passed")).containsExactly(true, true, false);
    assertThat(say("ann", "approveModelVersion", "2").getString("approval.decision"))
        .isEqualTo("APPROVED");
    say("bob", "rejectModelVersion", "2");
    assertThat(alias("2", null).getString("userErrors[0].message")).contains("bob rejected it");
    say("bob", "approveModelVersion", "2");
    assertThat(promote("2").getString("promotion.outcome")).isEqualTo("PROMOTED");
    JsonPath seen =
        query(
            "promotionPolicies { alias } versions { version promotions { outcome }"
                + " approvals { actor decision } }");
    seen.setRootPath("data.registeredModel");
    assertThat(seen.getList("versions[0].promotions.outcome"))
        .containsExactly("PROMOTED", "REFUSED", "REFUSED");
    assertThat(seen.getList("versions[0].approvals")).hasSize(3);
    assertThat(seen.getList("promotionPolicies.alias")).containsExactly("champion");
  }

  @Test
  void theSamePersonIsCountedOnce() {
    policy(2);
    say("ann", "approveModelVersion", "2");
    say("ann", "approveModelVersion", "2");
    assertThat(
            promote("2").getString("promotion.evidence.find { it.check == 'APPROVALS' }.message"))
        .contains("1 of 2");
  }

  @Test
  void aModelIsCreatedFoundAndChanged() {
    String name = "zebra " + UUID.randomUUID();
    Object[] wanted = {
      "name", name, "description", "finds stripes", "clientRequestId", name.replace(' ', '-')
    };
    for (int i = 0; i < 2; i++) {
      JsonPath created =
          mutate(
              "ann",
              "createRegisteredModel",
              "CreateRegisteredModelInput",
              "registeredModel { name latestVersion revision createdBy }",
              wanted);
      assertThat(created.getString("registeredModel.name")).isEqualTo(name);
      assertThat(created.<Object>get("registeredModel.latestVersion")).isNull();
    }
    JsonPath found =
        done(
            "ann",
            "{ registeredModels(text: \"" + name + " strip\") { nodes { name description } } }",
            Map.of());
    assertThat(found.getList("registeredModels.nodes.name")).containsExactly(name);
    JsonPath stale =
        mutate(
            "ann",
            "updateRegisteredModel",
            "UpdateRegisteredModelInput",
            "registeredModel { name }",
            "name",
            name,
            "description",
            "x",
            "expectedRevision",
            7);
    assertThat(stale.getString("userErrors[0].code")).isEqualTo("CONFLICT");
    JsonPath bad =
        mutate(
            "ann",
            "createRegisteredModel",
            "CreateRegisteredModelInput",
            "registeredModel { name }",
            "name",
            "a/b");
    assertThat(bad.getString("userErrors[0].field")).isEqualTo("name");
  }

  @Test
  void whatAnAliasPointsToIsNotDeleted() {
    alias("1", null);
    JsonPath refused =
        done(
            "ann",
            "mutation { deleteModelVersion(model: \"%s\", version: \"1\") { removed %s } }"
                .formatted(model, ERRORS),
            Map.of());
    assertThat(refused.getBoolean("deleteModelVersion.removed")).isFalse();
    assertThat(refused.getString("deleteModelVersion.userErrors[0].message"))
        .contains("move or remove the alias");
    JsonPath removed =
        done(
            "ann",
            "mutation { deleteModelVersion(model: \"%s\", version: \"2\") { removed %s } }"
                .formatted(model, ERRORS),
            Map.of());
    assertThat(removed.getBoolean("deleteModelVersion.removed")).isTrue();
  }

  @Test
  void versionsComeInPages() {
    JsonPath first =
        query(
            "versionsConnection(first: 1) { nodes { version } pageInfo { hasNextPage endCursor }"
                + " }");
    first.setRootPath("data.registeredModel.versionsConnection");
    assertThat(first.getList("nodes.version")).containsExactly("2");
    assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue();
    JsonPath second =
        query(
            "versionsConnection(first: 1, after: \"%s\") { nodes { version } pageInfo { hasNextPage } }"
                .formatted(first.getString("pageInfo.endCursor")));
    second.setRootPath("data.registeredModel.versionsConnection");
    assertThat(second.getList("nodes.version")).containsExactly("1");
    assertThat(second.getBoolean("pageInfo.hasNextPage")).isFalse();
  }

  @Test
  void theLogTellsWhoDidWhat() {
    alias("1", null);
    String subject = model + "@champion";
    JsonPath log =
        done(
            "ann",
            """
            { auditLog(kind: "MODEL_ALIAS", subject: "%s", first: 1) {
                nodes { actor action kind subject detail { name value } }
                pageInfo { hasNextPage } } }
            """
                .formatted(subject),
            Map.of());
    log.setRootPath("data.auditLog");
    assertThat(log.getString("nodes[0].actor")).isEqualTo("ann");
    assertThat(log.getString("nodes[0].action")).isEqualTo("MOVE");
    assertThat(log.getString("nodes[0].detail.find { it.name == 'to' }.value")).isEqualTo("\"1\"");
    assertThat(log.getBoolean("pageInfo.hasNextPage")).isFalse();
    JsonPath all =
        done("ann", "{ auditLog(first: 2) { nodes { at } edges { cursor } } }", Map.of());
    assertThat(all.getList("auditLog.nodes")).hasSize(2);
  }

  @Test
  void tasksDecideNothing() {
    JsonPath answer =
        GraphqlClient.sendAs(
            "Bearer " + TwoAttempts.MINE,
            """
            mutation($input: ApprovalInput!) { approveModelVersion(input: $input) {
              approval { id } userErrors { message } } }
            """,
            Map.of("input", Map.of("model", model, "version", "1", "alias", "champion")));
    assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("FORBIDDEN");
  }
}
