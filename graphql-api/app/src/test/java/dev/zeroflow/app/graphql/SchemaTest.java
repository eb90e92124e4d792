package dev.zeroflow.app.graphql;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema is a contract: clients are generated from the committed text. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class SchemaTest {
  private static final Path COMMITTED = Path.of("schema.graphql");

  private static final String INTROSPECTION =
      """
      { __schema { types { name description
        fields { name description args { name description } }
        inputFields { name description }
        enumValues { name description }
      } } }
      """;

  @Test
  void theServerServesTheCommittedSchema() throws IOException {
    String served = get("/graphql/schema.graphql").then().statusCode(200).extract().asString();
    String update = System.getProperty("schema.update");
    if (update != null) {
      update(served, update.equals("break"));
    }
    assertThat(served)
        .as("schema.graphql differs from the code: run with -Dschema.update to rewrite it")
        .isEqualTo(Files.readString(COMMITTED));
  }

  private static void update(String served, boolean mayBreak) throws IOException {
    if (!mayBreak) {
      assertThat(SchemaChanges.breaking(Files.readString(COMMITTED), served))
          .as("clients would break: deprecate instead, or insist with -Dschema.update=break")
          .isEmpty();
    }
    Files.writeString(COMMITTED, served);
  }

  @Test
  void everyTypeFieldArgumentAndValueIsDescribed() {
    List<Map<String, Object>> types =
        GraphqlClient.send(INTROSPECTION).getList("data.__schema.types");
    List<String> undescribed = new ArrayList<>();
    for (Map<String, Object> type : types) {
      String name = (String) type.get("name");
      boolean ours =
          !name.startsWith("__") && !List.of("Query", "Mutation", "Subscription").contains(name);
      if (ours) {
        check(undescribed, name, type);
      }
      for (Map<String, Object> field : children(type, "fields")) {
        if (!name.startsWith("__")) {
          check(undescribed, name + "." + field.get("name"), field);
          children(field, "args")
              .forEach(it -> check(undescribed, name + "." + field.get("name") + "()", it));
        }
      }
      children(type, "inputFields").forEach(it -> check(undescribed, name, it));
      children(type, "enumValues").forEach(it -> check(undescribed, name, it));
    }
    assertThat(undescribed).isEmpty();
  }

  @Test
  void theIntrospectionOfTheUiIsWithinTheLimits() {
    String type = "kind name ofType { ".repeat(9) + "kind name" + " }".repeat(9);
    var answer =
        GraphqlClient.send(
            "{ __schema { queryType { name } mutationType { name } subscriptionType { name } types"
                + " { kind name description fields(includeDeprecated: true) { name description args"
                + " { name description type { ...T } defaultValue } type { ...T } isDeprecated"
                + " deprecationReason } inputFields { name description type { ...T } defaultValue }"
                + " interfaces { ...T } enumValues(includeDeprecated: true) { name description"
                + " isDeprecated deprecationReason } possibleTypes { ...T } } directives { name"
                + " description locations args { name description type { ...T } defaultValue } } }"
                + " } fragment T on __Type { "
                + type
                + " }");
    assertThat(answer.<Object>get("errors")).isNull();
  }

  private static void check(List<String> undescribed, String where, Map<String, Object> item) {
    Object text = item.get("description");
    if (text == null || text.toString().isBlank()) {
      undescribed.add(where + " > " + item.get("name"));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> children(Map<String, Object> item, String key) {
    Object children = item.get(key);
    return children == null ? List.of() : (List<Map<String, Object>>) children;
  }
}
