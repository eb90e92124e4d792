package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all mutations, also for those that are added later. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class EveryMutationTest {
  private static final String TYPE =
      "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } }"
          + " }";
  private static final String SCHEMA =
      """
      { __schema { types { name
        fields { name args { name type { %1$s } } type { %1$s } }
        enumValues { name } inputFields { name type { %1$s } }
      } } }
      """
          .formatted(TYPE);

  /** What steps of pipelines do; everything else is for people. */
  private static final Set<String> FOR_TASKS =
      Set.of(
          "createExperiment",
          "updateExperiment",
          "createTrackingRun",
          "updateTrackingRun",
          "setRunTags",
          "deleteRunTags",
          "createRegisteredModel",
          "updateRegisteredModel",
          "registerModelVersion",
          "updateModelVersion",
          "setModelAlias",
          "rollbackModelAlias",
          "removeModelAlias",
          "promoteModelVersion",
          "attachModelSignature",
          "deployModel");

  private final Map<String, Map<String, Object>> types = new HashMap<>();
  private final Map<String, Map<String, Object>> mutations = new TreeMap<>();

  @Inject Pool pool;

  @BeforeEach
  void readTheSchema() {
    Digits.write(pool);
    List<Map<String, Object>> all = done(SCHEMA, Map.of()).getList("data.__schema.types");
    all.forEach(type -> types.put((String) type.get("name"), type));
    children(types.get("Mutation"), "fields")
        .forEach(field -> mutations.put((String) field.get("name"), field));
  }

  @Test
  void everyOneTellsErrorsThatClientsCanActOn() {
    assertThat(mutations).hasSizeGreaterThan(30);
    mutations.forEach(
        (name, field) -> {
          Map<String, Object> payload = types.get(unwrapped(child(field, "type")).get("name"));
          assertThat(children(payload, "fields"))
              .as(name)
              .extracting(it -> it.get("name"))
              .contains("userErrors");
        });
  }

  @Test
  void nobodyWithoutAKnownTokenMayUseAny() {
    mutations.forEach(
        (name, field) ->
            assertThat(code(call("Bearer unknown", field))).as(name).isEqualTo("UNAUTHENTICATED"));
  }

  @Test
  void tasksMayUseNoneOfThoseForPeople() {
    assertThat(mutations.keySet()).containsAll(FOR_TASKS);
    mutations.forEach(
        (name, field) -> {
          if (!FOR_TASKS.contains(name)) {
            JsonPath answer = call("Bearer " + TwoAttempts.MINE, field);
            assertThat(code(answer)).as(name + " " + answer.prettify()).isEqualTo("FORBIDDEN");
          }
        });
  }

  /** With the least that it takes. */
  private JsonPath call(String authorization, Map<String, Object> field) {
    List<String> declared = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    Map<String, Object> variables = new HashMap<>();
    for (Map<String, Object> argument : children(field, "args")) {
      Map<String, Object> type = child(argument, "type");
      if ("NON_NULL".equals(type.get("kind"))) {
        String name = (String) argument.get("name");
        declared.add("$" + name + ": " + text(type));
        passed.add(name + ": $" + name);
        variables.put(name, value(type));
      }
    }
    String heads = declared.isEmpty() ? "" : "(" + String.join(", ", declared) + ")";
    String arguments = passed.isEmpty() ? "" : "(" + String.join(", ", passed) + ")";
    return sendAs(
        authorization,
        "mutation%s { %s%s { userErrors { code } } }"
            .formatted(heads, field.get("name"), arguments),
        variables);
  }

  private Object value(Map<String, Object> type) {
    return switch ((String) type.get("kind")) {
      case "NON_NULL" -> value(child(type, "ofType"));
      case "LIST" -> List.of(value(child(type, "ofType")));
      case "ENUM" -> children(types.get(type.get("name")), "enumValues").getFirst().get("name");
      case "INPUT_OBJECT" -> input(types.get(type.get("name")));
      default ->
          switch ((String) type.get("name")) {
            case "Boolean" -> true;
            case "Int", "Float", "BigInteger" -> 1;
            default -> "x";
          };
    };
  }

  private Map<String, Object> input(Map<String, Object> type) {
    Map<String, Object> values = new HashMap<>();
    for (Map<String, Object> field : children(type, "inputFields")) {
      Map<String, Object> of = child(field, "type");
      if ("NON_NULL".equals(of.get("kind"))) {
        values.put((String) field.get("name"), value(of));
      }
    }
    return values;
  }

  private static String text(Map<String, Object> type) {
    return switch ((String) type.get("kind")) {
      case "NON_NULL" -> text(child(type, "ofType")) + "!";
      case "LIST" -> "[" + text(child(type, "ofType")) + "]";
      default -> (String) type.get("name");
    };
  }

  private static Map<String, Object> unwrapped(Map<String, Object> type) {
    return "NON_NULL".equals(type.get("kind")) ? child(type, "ofType") : type;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> of, String key) {
    return (Map<String, Object>) of.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> children(Map<String, Object> of, String key) {
    return (List<Map<String, Object>>) of.get(key);
  }
}
