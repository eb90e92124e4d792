package dev.zeroflow.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(WithModel.class)
class RoutesTest {
  private static final String INFER = "/v2/models/wine/infer";
  private static final String PREDICT = "/v1/models/wine:predict";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TestHTTPResource URI address;

  private record Answer(int status, JsonNode body) {}

  private Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address.resolve(path)).build());
  }

  private Answer post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.ofString(body)).build());
  }

  private static Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static String input(String datatype, String shape, String data) {
    return input("input", datatype, shape, data);
  }

  private static String input(String name, String datatype, String shape, String data) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}"
        .formatted(name, datatype, shape, data);
  }

  private static String request(String... inputs) {
    return "{\"inputs\":[" + String.join(",", inputs) + "]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v2/health/live | {\"live\":true}",
        "/v2/health/ready | {\"ready\":true}",
        "/v2/models | {\"models\":[\"wine\"]}",
        "/v2/models/wine/ready | {\"name\":\"wine\",\"ready\":true}",
        "/v2/models/wine/versions/3/ready | {\"name\":\"wine\",\"ready\":true}",
        "/v1/models/wine | {\"name\":\"wine\",\"ready\":true}",
        "/v1/models | {\"models\":[\"wine\"]}",
      })
  void stateIsTold(String path, String expected) throws Exception {
    assertThat(get(path)).isEqualTo(new Answer(200, json(expected)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/wine", "/v2/models/wine/versions/3"})
  void metadataNamesTheTensors(String path) throws Exception {
    JsonNode body = get(path).body();

    assertThat(body.at("/versions/0").asText()).isEqualTo("3");
    assertThat(body.at("/inputs/0/shape").toString()).isEqualTo("[-1,2]");
    assertThat(body.at("/inputs/0/parameters/columns").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(body.at("/outputs/0/name").asText()).isEqualTo("label");
    assertThat(body.at("/outputs/0/datatype").asText()).isEqualTo("INT64");
    assertThat(body.at("/outputs/1/shape").toString()).isEqualTo("[-1,2]");
  }

  static Stream<String> twoRowsInEveryForm() {
    return Stream.of(
        request(input("FP64", "[2,2]", "[-1,5,0.5,5]")),
        request(input("FP32", "[2,2]", "[[-1,5],[0.5,5]]")),
        request(input("INT64", "[2,2]", "[-1,5,1,5]")),
        request(input("b", "FP64", "[2]", "[5,5]"), input("a", "FP64", "[2,1]", "[[-1],[0.5]]")));
  }

  @ParameterizedTest
  @MethodSource("twoRowsInEveryForm")
  void everyFormOfTheSameRowsHasTheSameAnswer(String request) throws Exception {
    Answer answer = post(INFER, request);

    assertThat(answer)
        .isEqualTo(
            new Answer(
                200,
                json(
                    """
                    {"model_name":"wine","model_version":"3","outputs":[
                     {"name":"label","datatype":"INT64","shape":[2],"data":[0,1]},
                     {"name":"probabilities","datatype":"FP64","shape":[2,2],
                      "data":[0.75,0.25,0.125,0.875]}]}
                    """)));
  }

  @Test
  void theIdIsEchoedAndOnlyTheOutputsAskedForAreGiven() throws Exception {
    String request =
        "{\"id\":\"x\",\"outputs\":[{\"name\":\"label\"}],\"inputs\":["
            + input("FP64", "[1,2]", "[1,1]")
            + "]}";

    JsonNode body = post("/v2/models/wine/versions/3/infer", request).body();

    assertThat(body.at("/id").asText()).isEqualTo("x");
    assertThat(body.at("/outputs")).hasSize(1);
    assertThat(body.at("/outputs/0/name").asText()).isEqualTo("label");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"instances\":[[-1,5],[0.5,5]]}", "{\"instances\":[{\"b\":5,\"a\":-1},[2,5]]}"})
  void versionOneTakesListsAndObjects(String request) throws Exception {
    assertThat(post(PREDICT, request)).isEqualTo(new Answer(200, json("{\"predictions\":[0,1]}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/models/beer",
        "/v2/models/wine/versions/2",
        "/v2/models/beer/ready",
        "/v1/models/beer",
        "/v2/nothing",
        "/"
      })
  void whatIsNotServedIsNotFound(String path) throws Exception {
    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().at("/error").asText()).isNotEmpty();
  }

  static Stream<Arguments> badInferences() {
    String deep = "[".repeat(100_000);
    String ok = input("FP64", "[1,2]", "[1,1]");
    return Stream.of(
        Arguments.of("", "body"),
        Arguments.of("[]", "body: expected an object"),
        Arguments.of("{\"inputs\":[]}", "at least one tensor"),
        Arguments.of("{}", "inputs: expected a list"),
        Arguments.of("{\"inputs\":7}", "inputs: expected a list"),
        Arguments.of("{\"inputs\":[null]}", "inputs[0]: expected an object"),
        Arguments.of(request(ok) + "x", "body"),
        Arguments.of("{\"inputs\":[" + ok + "],\"inputs\":[" + ok + "]}", "Duplicate"),
        Arguments.of(request(ok, ok, ok), "more tensors than"),
        Arguments.of(request(input("FP64", "[1,3]", "[1,1,1]")), "dimension 3"),
        Arguments.of(request(input("FP64", "[1]", "[1]")), "1 columns, but the model has 2"),
        Arguments.of(request(input("FP64", "[2,2]", "[1,1,1]")), "3 values, the shape asks for 4"),
        Arguments.of(request(input("FP64", "[-1,2]", "[1,1]")), "dimension -1"),
        Arguments.of(request(input("FP64", "[0,2]", "[]")), "dimension 0"),
        Arguments.of(request(input("FP64", "[1.5,2]", "[1,1,1]")), "dimension 1.5"),
        Arguments.of(request(input("FP64", "[1,1,2]", "[1,1]")), "must be [rows] or"),
        Arguments.of(request(input("FP64", "[125000000,2]", "[1,1]")), "dimension 125000000"),
        Arguments.of(
            request(input("FP64", "[9223372036854775807,2]", "[1,1]")), "dimension 922337"),
        Arguments.of(request(input("FP64", "[2,2]", "[[1,1],[1]]")), "row 1 has 1 values, not 2"),
        Arguments.of(request(input("FP64", "[2,2]", "[[1,1],1]")), "row 1: expected a list"),
        Arguments.of(request(input("FP64", "[1,2]", "[1,[1]]")), "value 1: expected a finite"),
        Arguments.of(request(input("FP64", "[1,2]", "[NaN,1]")), "body"),
        Arguments.of(request(input("FP64", "[1,2]", "[1e999,1]")), "value 0: expected a finite"),
        Arguments.of(request(input("FP64", "[1,2]", "[null,1]")), "value 0: expected a finite"),
        Arguments.of(request(input("FP64", "[1,2]", "[\"1\",1]")), "value 0: expected a finite"),
        Arguments.of(request(input("FP64", "[1,2]", "[true,1]")), "value 0: expected a finite"),
        Arguments.of(request(input("FP64", "[1,2]", "\"1,1\"")), "data: expected a list"),
        Arguments.of(request(input("INT32", "[1,2]", "[1.5,1]")), "not an integer"),
        Arguments.of(request(input("BYTES", "[1,2]", "[1,1]")), "datatype BYTES is not supported"),
        Arguments.of(request(input("FP128", "[1,2]", "[1,1]")), "datatype FP128"),
        Arguments.of(request(input("a", "FP64", "[1]", "[1]")), "missing features b"),
        Arguments.of(
            request(input("a", "FP64", "[1]", "[1]"), input("c", "FP64", "[1]", "[1]")),
            "no feature \"c\""),
        Arguments.of(
            request(input("a", "FP64", "[1]", "[1]"), input("b", "FP64", "[2]", "[1,2]")),
            "other inputs have 1 rows"),
        Arguments.of(
            request(input("a", "FP64", "[1]", "[1]"), input("a", "FP64", "[1]", "[1]")),
            "given twice"),
        Arguments.of(
            "{\"outputs\":[{\"name\":\"x\"}],\"inputs\":[" + ok + "]}", "there is no output \"x\""),
        Arguments.of("{\"id\":5,\"inputs\":[" + ok + "]}", "id: expected a string"),
        Arguments.of(
            "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP64\",\"shape\":[1,2],"
                + "\"parameters\":{\"binary_data_size\":16}}]}",
            "binary tensor data is not supported"),
        Arguments.of(deep, "body"),
        Arguments.of(request(input("FP64", "[1,2]", deep)), "body"),
        Arguments.of("{\"inputs\":[" + "9".repeat(200_000) + "]}", "body"));
  }

  @ParameterizedTest
  @MethodSource("badInferences")
  void aBadInferenceRequestIsRefusedWithItsReasonAndHarmsNothing(String body, String reason)
      throws Exception {
    Answer answer = post(INFER, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error").asText()).contains(reason);
    assertThat(post(PREDICT, "{\"instances\":[[1,1]]}").body())
        .isEqualTo(json("{\"predictions\":[1]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | instances: expected a list",
        "{\"instances\":[]} | at least one",
        "{\"instances\":[[1]]} | 1 values, but the model has 2 features",
        "{\"instances\":[[1,2],[1,2,3]]} | instances[1]: 3 values",
        "{\"instances\":[[1,\"x\"]]} | instances[0][1]: expected a finite number",
        "{\"instances\":[7]} | expected a list or an object",
        "{\"instances\":[null]} | expected a list or an object",
        "{\"instances\":[{\"a\":1}]} | missing features b",
        "{\"instances\":[{\"a\":1,\"b\":1,\"c\":1}]} | no feature \"c\"",
        "{\"instances\":[{\"a\":1,\"b\":null}]} | instances[0].b: expected a finite number",
      })
  void aBadPredictionRequestIsRefusedWithItsReason(String body, String reason) throws Exception {
    Answer answer = post(PREDICT, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error").asText()).contains(reason);
  }

  @Test
  void binaryTensorsAreRefusedByTheirHeader() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(INFER))
            .header("Inference-Header-Content-Length", "10")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    assertThat(send(request).body().at("/error").asText()).contains("send data as JSON");
  }

  @Test
  void tooManyRowsAreRefused() throws Exception {
    String rows =
        IntStream.range(0, 100_001).mapToObj(i -> "[1,1]").collect(Collectors.joining(","));

    assertThat(post(PREDICT, "{\"instances\":[" + rows + "]}").status()).isEqualTo(400);
  }

  @Test
  void aBodyAboveTheLimitIsRefused() throws Exception {
    Answer answer = post(INFER, " ".repeat(Routes.MAX_BODY_BYTES + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().at("/error").asText()).contains("larger than");
  }

  @Test
  void manyRowsAreAnsweredInOrder() throws Exception {
    String rows =
        IntStream.range(0, 50_000)
            .mapToObj(i -> i % 3 == 0 ? "[1,0]" : "[-1,0]")
            .collect(Collectors.joining(","));

    JsonNode predictions =
        post(PREDICT, "{\"instances\":[" + rows + "]}").body().at("/predictions");

    assertThat(predictions).hasSize(50_000);
    for (int i = 0; i < predictions.size(); i++) {
      assertThat(predictions.get(i).asInt()).isEqualTo(i % 3 == 0 ? 1 : 0);
    }
  }
}
