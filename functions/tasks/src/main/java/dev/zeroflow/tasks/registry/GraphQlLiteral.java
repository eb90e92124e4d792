package dev.zeroflow.tasks.registry;

import dev.zeroflow.contract.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a value into a GraphQL document. Variables would need the names of the server's input
 * types; a literal fits whatever they are called. Strings are quoted as in JSON, which GraphQL
 * reads alike, so no value can leave its quotes.
 */
final class GraphQlLiteral {
  private GraphQlLiteral() {}

  /** The text of a map with names as keys, a list, a string, a number or a boolean. */
  static String of(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(member -> member.getKey() + ":" + of(member.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(GraphQlLiteral::of).collect(Collectors.joining(",", "[", "]"));
      default -> Json.write(value);
    };
  }
}
