package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model registry in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class RegistryApiTest {
  private static final String MINE = "Bearer " + TwoAttempts.MINE;

  private static final String REGISTER =
      """
      mutation($input: RegisterModelVersionInput!) {
        registerModelVersion(input: $input) {
          modelVersion {
            id model version taskId description
            metrics { key value } run { id } artifact { id digest }
          }
          userErrors { code }
        }
      }
      """;

  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
  }

  @Test
  void aModelVersionIsRegisteredOnceAndLeadsBackToTheUploadedDataset() {
    Map<String, Object> input = registration("digits", "one", "first");
    var first = sendAs(MINE, REGISTER, Map.of("input", input));
    noErrors(first);
    first.setRootPath("data.registerModelVersion.modelVersion");
    assertThat(first.getString("version")).isEqualTo("1");
    assertThat(first.getString("run.id")).isEqualTo("PipelineRun:" + Digits.RUN);
    assertThat(first.getString("taskId")).isEqualTo("train");
    assertThat(first.getString("artifact.id")).isEqualTo("Artifact:" + Digits.MODEL.id());
    String id = first.getString("id");

    var repeated = sendAs(MINE, REGISTER, Map.of("input", input));
    assertThat(repeated.getString("data.registerModelVersion.modelVersion.id")).isEqualTo(id);

    var changed = registration("digits", "one", "changed");
    assertThat(code(sendAs(MINE, REGISTER, Map.of("input", changed)))).isEqualTo("CONFLICT");

    var lineage =
        send(
            """
            query($root: ID!) {
              lineage(root: $root) {
                root truncated
                nodes { id kind name type runId taskId state } edges { from to role }
              }
            }
            """,
            Map.of("root", id));
    noErrors(lineage);
    lineage.setRootPath("data.lineage");
    assertThat(lineage.getList("nodes.name"))
        .containsExactly("digits:1", "model", "train", "dataset", "upload");
    assertThat(lineage.getList("nodes.kind"))
        .containsExactly("MODEL_VERSION", "ARTIFACT", "EXECUTION", "ARTIFACT", "EXECUTION");
    assertThat(lineage.getList("edges.role"))
        .containsExactly("REGISTERED", "OUTPUT", "INPUT", "OUTPUT");
    assertThat(lineage.getBoolean("truncated")).isFalse();
  }

  @Test
  void anArtifactOfAnotherProjectCannotBeRegistered() {
    Map<String, Object> input = registration("stolen", "foreign", "");
    input.put("artifactId", Digits.FOREIGN_MODEL.id().toString());
    assertThat(code(send(REGISTER, Map.of("input", input)))).isEqualTo("NOT_FOUND");
  }

  @Test
  void modelsListTheirVersionsNewestFirst() {
    for (String request : List.of("list-1", "list-2")) {
      noErrors(send(REGISTER, Map.of("input", registration("listed", request, ""))));
    }
    var answer =
        send(
            """
            {
              registeredModel(name: "listed") { latestVersion versions { version run { id } } }
              modelVersion(model: "listed", version: "2") { version artifact { name } }
              missing: modelVersion(model: "listed", version: "3") { version }
              registeredModels { nodes { name } }
            }
            """);
    noErrors(answer);
    assertThat(answer.getList("data.registeredModel.versions.version")).containsExactly("2", "1");
    assertThat(answer.<Object>get("data.registeredModel.versions[0].run")).isNull();
    assertThat(answer.getString("data.modelVersion.artifact.name")).isEqualTo("model");
    assertThat(answer.<Object>get("data.missing")).isNull();
    assertThat(answer.getList("data.registeredModels.nodes.name")).contains("listed");
  }

  @Test
  void aModelVersionIsDeployedUnderAName() {
    noErrors(send(REGISTER, Map.of("input", registration("served", "serve-1", ""))));
    String deploy =
        """
        mutation($input: DeployModelInput!) {
          deployModel(input: $input) { inferenceService { name model version state address } userErrors { code } }
        }
        """;
    var input = Map.of("service", "digits", "model", "served", "version", "1");
    var answer = sendAs(MINE, deploy, Map.of("input", input));
    noErrors(answer);
    assertThat(answer.getString("data.deployModel.inferenceService.state")).isEqualTo("READY");
    assertThat(
            send("{ inferenceServices { nodes { name version } } }")
                .getList("data.inferenceServices.nodes.name"))
        .contains("digits");
    var missing = Map.of("service", "digits", "model", "served", "version", "9");
    assertThat(code(send(deploy, Map.of("input", missing)))).isEqualTo("NOT_FOUND");
    var badName = Map.of("service", "Not A Label", "model", "served", "version", "1");
    assertThat(code(send(deploy, Map.of("input", badName)))).isEqualTo("BAD_INPUT");
  }

  private static Map<String, Object> registration(
      String model, String clientRequestId, String description) {
    return new HashMap<>(
        Map.of(
            "model",
            model,
            "artifactId",
            Digits.MODEL.id().toString(),
            "description",
            description,
            "metrics",
            List.of(Map.of("key", "accuracy", "value", 0.97)),
            "clientRequestId",
            clientRequestId));
  }
}
