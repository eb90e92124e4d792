package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.Map;

/** Sends documents to the running server. */
public final class GraphqlClient {
  private GraphqlClient() {}

  public static JsonPath send(String document) {
    return post(null, document, Map.of());
  }

  public static JsonPath send(String document, Map<String, Object> variables) {
    return post(null, document, variables);
  }

  public static JsonPath sendAs(
      String authorization, String document, Map<String, Object> variables) {
    return post(authorization, document, variables);
  }

  /** What the local user gets, whose request has no errors. */
  public static JsonPath done(String document, Map<String, Object> variables) {
    JsonPath answer = send(document, variables);
    noErrors(answer);
    return answer;
  }

  public static void noErrors(JsonPath answer) {
    assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
  }

  /** The code of the first error, of the request or of its mutation. */
  public static String code(JsonPath answer) {
    String code = answer.getString("errors[0].extensions.code");
    return code == null ? firstUserError(answer, "code") : code;
  }

  /** The message of the first error, of the request or of its mutation. */
  public static String message(JsonPath answer) {
    String message = answer.getString("errors[0].message");
    return message == null ? firstUserError(answer, "message") : message;
  }

  private static String firstUserError(JsonPath answer, String field) {
    Map<String, Object> data = answer.getMap("data");
    String first = data == null ? "none" : data.keySet().iterator().next();
    return answer.getString("data." + first + ".userErrors[0]." + field);
  }

  private static JsonPath post(
      String authorization, String document, Map<String, Object> variables) {
    var request = given().contentType("application/json");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request
        .body(Map.of("query", document, "variables", variables))
        .post("/graphql")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
