package dev.zeroflow.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.tasks.rehearsal.HandlerClient;
import dev.zeroflow.tasks.rehearsal.HandlerClient.Call;
import dev.zeroflow.tasks.rehearsal.LoopbackPlane;
import dev.zeroflow.tasks.rehearsal.Rehearsal;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class TaskHandlerTest {
  private static final String ANSWER =
      """
      {"data":{"registerModelVersion":{"modelVersion":{"id":"mv-9","version":"4"}},\
      "deployModel":{"inferenceService":{"state":"READY","address":"/v2/models/m"}}}}""";

  @Inject ObjectMapper json;
  @TestHTTPResource URI address;

  private final List<String> graphql = new ArrayList<>();
  private LoopbackPlane plane;
  private HandlerClient handler;

  @BeforeEach
  void start() throws IOException {
    plane =
        new LoopbackPlane(
            json,
            request -> {
              graphql.add(request);
              return ANSWER;
            });
    handler = new HandlerClient(address.toString(), plane, json);
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  @ParameterizedTest
  @EnumSource
  void theMainJobRunsOnRealData(SampleData data) throws Exception {
    Map<String, TaskResult> results =
        Rehearsal.mainJob(handler, plane, data.csv(), SampleData.LABEL, 42);

    double regression = number(results, "evaluate-train-logistic-regression", "accuracy");
    double tree = number(results, "evaluate-train-decision-tree", "accuracy");
    assertThat(regression).isGreaterThan(0.93);
    assertThat(number(results, "select-best", "score")).isEqualTo(Math.max(regression, tree));
    String winner = tree > regression ? "decision-tree" : "logistic-regression";
    assertThat(results.get("select-best").outputParameters()).containsEntry("selected", winner);
    OutputArtifact chosen = artifact(results, "select-best", "model");
    assertThat(chosen.uri()).isEqualTo(artifact(results, "train-" + winner, "model").uri());
    Map<?, ?> document = json.readValue(plane.text(chosen), Map.class);
    assertThat(ModelDocument.fromTree(document).toTree().get("format"))
        .isEqualTo("zeroflow-model/1");
  }

  @Test
  void anEvaluationIsGivenAsMetricsAndAsAConfusionMatrix() throws Exception {
    Map<String, TaskResult> results =
        Rehearsal.mainJob(handler, plane, SampleData.WINE.csv(), SampleData.LABEL, 1);

    TaskResult evaluation = results.get("evaluate-train-decision-tree");
    double accuracy = number(results, "evaluate-train-decision-tree", "accuracy");
    assertThat(evaluation.metrics()).extracting("key").contains("accuracy", "f1");
    assertThat(evaluation.outputArtifacts().get("metrics").getFirst().metadata())
        .containsEntry("accuracy", accuracy);
    Map<?, ?> matrix =
        (Map<?, ?>)
            evaluation
                .outputArtifacts()
                .get("confusion")
                .getFirst()
                .metadata()
                .get("confusionMatrix");
    assertThat((List<?>) matrix.get("annotationSpecs"))
        .isEqualTo(
            List.of(
                Map.of("displayName", "0"),
                Map.of("displayName", "1"),
                Map.of("displayName", "2")));
    assertThat((List<?>) matrix.get("rows")).hasSize(3);
  }

  @Test
  void registeringAndDeployingCallTheControlPlane() throws Exception {
    Map<String, TaskResult> results =
        Rehearsal.mainJob(handler, plane, SampleData.WINE.csv(), SampleData.LABEL, 1);

    assertThat(results.get("register-model").outputParameters())
        .isEqualTo(Map.of("version", "4", "model_version_id", "mv-9"));
    assertThat(results.get("deploy-model").outputParameters())
        .isEqualTo(Map.of("address", "/v2/models/m"));
    assertThat(graphql.getFirst())
        .contains("registerModelVersion", "artifactId:", "clientRequestId:", "run/register-model");
    assertThat(graphql.getLast()).contains("deployModel");
  }

  @Test
  void validationTellsWhatIsInTheTable() throws Exception {
    TaskResult result = load("a,b,y\n1,2,x\n3,4,z\n5,6,x\n7,8,z\n");

    assertThat(result.outputParameters())
        .isEqualTo(Map.of("rows", 4, "features", 2, "classes", List.of("x", "z")));
    assertThat(result.outputArtifacts().get("table").getFirst().metadata())
        .isEqualTo(Map.of("rows", 4, "columns", 3, "label_column", "y"));
    assertThat(result.logs()).extracting("text").contains("4 rows, 2 features");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,y\\n1,x\\n2,x\\n | All rows have the label \"x\"",
        "a,y\\n1,x\\n2,x\\n3,z\\n | Class \"z\" of column y has only one row",
        "a,y\\n1,x\\nfoo,x\\n | Row 3, column a: \"foo\" is not a finite number",
      })
  void aTableThatCannotBeLearnedFromIsTheUsersError(String csv, String message) throws Exception {
    TaskResult result = load(csv.replace("\\n", "\n"));

    assertThat(result.error().code()).isEqualTo("BAD_TABLE");
    assertThat(result.error().category()).isEqualTo(ErrorCategory.USER);
    assertThat(result.error().message()).contains(message);
  }

  @Test
  void aBadFractionIsTheUsersError() throws Exception {
    var table = plane.store("t", "system.Dataset", "a,y\n1,x\n2,z\n".getBytes());
    TaskResult result =
        handler.send(
            new Call(
                "preprocess-and-split",
                Map.of("label_column", "y", "test_fraction", 1.0, "seed", 1),
                Map.of("table", table),
                List.of("train"),
                List.of()));

    assertThat(result.error().code()).isEqualTo("BAD_PARAMETER");
  }

  @Test
  void aModelThatIsNoneOfOursIsTheUsersError() throws Exception {
    var model = plane.store("m", "system.Model", "{\"format\":\"pickle\"}".getBytes());
    var test = plane.store("t", "system.Dataset", "a,y\n1,x\n2,z\n".getBytes());
    TaskResult result =
        handler.send(
            new Call(
                "evaluate",
                Map.of("label_column", "y"),
                Map.of("model", model, "test", test),
                List.of(),
                List.of()));

    assertThat(result.error().code()).isEqualTo("BAD_MODEL");
    assertThat(result.error().message()).contains("format: expected zeroflow-model/1");
  }

  @Test
  void onATieTheFirstModelIsTaken() throws Exception {
    var a = plane.store("a", "system.Model", "{}".getBytes());
    var b = plane.store("b", "system.Model", "{ }".getBytes());
    TaskResult result =
        handler.send(
            new Call(
                "select-best",
                Map.of("name_a", "A", "name_b", "B", "score_a", 1, "score_b", 1.0),
                Map.of("model_a", a, "model_b", b),
                List.of("model"),
                List.of("selected", "reason")));

    assertThat(result.outputParameters()).containsEntry("selected", "A");
    assertThat(result.outputArtifacts().get("model").getFirst().uri()).isEqualTo(a.uri());
  }

  @Test
  void anUnknownFunctionIsAnAnswerWithTheNamesOfTheKnown() throws Exception {
    TaskResult result =
        handler.send(new Call("train-magic", Map.of(), Map.of(), List.of(), List.of()));

    assertThat(result.error().code()).isEqualTo("UNKNOWN_FUNCTION");
    assertThat(result.error().message()).contains("train-decision-tree");
  }

  @Test
  void theAnswerIsACloudEventThatSaysHowItEnded() throws Exception {
    HttpResponse<byte[]> response =
        handler.post(
            """
            {"schemaVersion":1,"function":"none","runId":"r","taskId":"t","attempt":1,
             "attemptToken":"secret","deadline":"2026-01-01T00:00:00Z","parameters":{},"artifacts":{},
             "outputs":{},"outputParameters":{},"environment":{},"controlPlane":"http://127.0.0.1:1",
             "addedLater":true}
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ce-type")).hasValue(CloudEventTypes.TASK_FAILED);
    assertThat(response.headers().firstValue("ce-id")).hasValue("run/task/1");
    assertThat(response.headers().firstValue("ce-source")).hasValue("zeroflow/tasks");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
  }

  private TaskResult load(String csv) throws IOException, InterruptedException {
    var dataset = plane.store("d", "system.Dataset", csv.getBytes(StandardCharsets.UTF_8));
    return handler.send(
        new Call(
            "load-and-validate",
            Map.of("label_column", "y"),
            Map.of("dataset", dataset),
            List.of("table"),
            List.of("rows", "features", "classes")));
  }

  private static double number(Map<String, TaskResult> results, String task, String name) {
    return ((Number) results.get(task).outputParameters().get(name)).doubleValue();
  }

  private static OutputArtifact artifact(
      Map<String, TaskResult> results, String task, String name) {
    return results.get(task).outputArtifacts().get(name).getFirst();
  }
}
