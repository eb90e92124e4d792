package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.GraphqlClient;
import dev.zeroflow.contract.TaskInvocation;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Submits runs, plays their function and looks at them, all over HTTP. */
public final class Live {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 10;

  /** One task {@code step} that gets both parameters and puts out the integer {@code sum}. */
  static final String ONE_STEP = document("");

  /** The same with a second attempt after an hour. */
  static final String PATIENT =
      document(
          """
          "retryPolicy": {"maxRetryCount": 1, "backoffDuration": "3600s", "backoffFactor": 2.0,
            "backoffMaxDuration": "3600s"},
          """);

  private Live() {}

  private static String document(String retry) {
    return """
    {"pipelineInfo": {"name": "one-step"}, "schemaVersion": "2.1.0", "sdkVersion": "kfp-2.17.0",
     "components": {"comp-step": {"executorLabel": "exec-step",
       "inputDefinitions": {"parameters": {"rows": {"parameterType": "NUMBER_INTEGER"},
         "label": {"parameterType": "STRING"}}},
       "outputDefinitions": {"parameters": {"sum": {"parameterType": "NUMBER_INTEGER"}}}}},
     "deploymentSpec": {"executors": {"exec-step": {"container": {"image": "zeroflow/tasks:0.1.0",
       "args": ["--function", "step", "--executor_input", "{{$}}"]}}}},
     "root": {
       "inputDefinitions": {"parameters": {"rows": {"parameterType": "NUMBER_INTEGER"},
         "label": {"parameterType": "STRING"}}},
       "dag": {"tasks": {"step": {%s
         "cachingOptions": {"enableCache": true}, "componentRef": {"name": "comp-step"},
         "inputs": {"parameters": {"rows": {"componentInputParameter": "rows"},
           "label": {"componentInputParameter": "label"}}},
         "taskInfo": {"name": "step"}}}}}}
    """
        .formatted(retry);
  }

  /** A submission that is not sent yet. */
  static RequestSpecification submission(String document, String parameters) {
    return given()
        .multiPart("pipeline", "pipeline.json", document.getBytes(), "application/json")
        .multiPart("parameters", parameters);
  }

  static Response post(RequestSpecification submission) {
    return submission.post("/api/v1/runs");
  }

  static String id(Response submitted) {
    assertThat(submitted.statusCode()).as(submitted.asString()).isEqualTo(201);
    return submitted.jsonPath().getString("run_id");
  }

  /** A run of {@link #ONE_STEP} that no other is like: it finds nothing in the cache. */
  static String submit(String label) {
    return id(post(submission(ONE_STEP, parameters(3, label))));
  }

  static String parameters(int rows, String label) {
    return "{\"rows\": %d, \"label\": \"%s\"}".formatted(rows, label);
  }

  static Response complete(TaskInvocation call) {
    return complete(call.attemptToken(), call.attemptToken(), null);
  }

  static Response fail(TaskInvocation call) {
    Map<String, Object> error =
        Map.of("code", "BAD_TABLE", "category", "USER", "message", "row 7 has no label");
    return complete(call.attemptToken(), call.attemptToken(), error);
  }

  /**
   * Sends a result.
   *
   * @param bearer token of the header, null for no header
   * @param token token of the body
   * @param error null if it went well
   */
  static Response complete(String bearer, String token, Map<String, Object> error) {
    var result = new HashMap<String, Object>();
    result.put("schemaVersion", 1);
    result.put("attemptToken", token);
    result.put("outputParameters", error == null ? Map.of("sum", 6) : Map.of());
    result.put("outputArtifacts", Map.of());
    result.put("metrics", List.of());
    result.put("logs", List.of());
    result.put("error", error);
    result.put("timings", Map.of("downloadMillis", 0, "workMillis", 1, "uploadMillis", 0));
    var request = given().contentType("application/json").body(result);
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request.post("/internal/v1/completions");
  }

  static JsonPath run(String id) {
    JsonPath answer =
        send(
            """
            query($id: ID!) { pipelineRun(id: $id) {
              id: uid name pipeline state priority parameters { name value } trigger { kind detail }
              error { code message }
              tasks { id: path state attemptCount failures dueAt cacheMiss cachedFrom { runId taskId }
                outputs { name value } }
            } }
            """,
            Map.of("id", id));
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
    answer.setRootPath("data.pipelineRun");
    return answer;
  }

  static void awaitState(String run, String state) {
    until(run + " is " + state, () -> run(run).getString("state").equals(state));
  }

  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not in " + LIMIT + ": " + what).isLessThan(end);
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The code of the first error; fails if there is none. */
  static String code(JsonPath answer) {
    return GraphqlClient.code(answer);
  }

  static void noErrors(JsonPath answer) {
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
  }
}
