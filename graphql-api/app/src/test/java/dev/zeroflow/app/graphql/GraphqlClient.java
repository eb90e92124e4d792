package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.util.Map;

/** Sends documents to the running server. */
final class GraphqlClient {
  private GraphqlClient() {}

  static JsonPath send(String document) {
    return post(null, document, Map.of());
  }

  static JsonPath send(String document, Map<String, Object> variables) {
    return post(null, document, variables);
  }

  static JsonPath sendAs(String authorization, String document, Map<String, Object> variables) {
    return post(authorization, document, variables);
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
