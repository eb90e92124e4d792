package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.given;

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
