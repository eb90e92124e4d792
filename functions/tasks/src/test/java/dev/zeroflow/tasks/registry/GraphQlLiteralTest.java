package dev.zeroflow.tasks.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphQlLiteralTest {
  @Test
  void keysAreNamesAndStringsCannotLeaveTheirQuotes() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("model", "a\"}){evil}\n\\");
    input.put("metrics", List.of(Map.of("value", 0.5)));

    assertThat(GraphQlLiteral.of(input))
        .isEqualTo("{model:\"a\\\"}){evil}\\n\\\\\",metrics:[{value:0.5}]}");
  }
}
