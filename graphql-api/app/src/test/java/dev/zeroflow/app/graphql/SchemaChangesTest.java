package dev.zeroflow.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {
  private static final String BEFORE =
      """
      type Query { things(first: Int, like: Like): [Thing!]! }
      type Thing { name: String! size: Int }
      input Like { name: String }
      """;

  private static List<String> breaking(String text, String instead) {
    assertThat(BEFORE).contains(text);
    return SchemaChanges.breaking(BEFORE, BEFORE.replace(text, instead));
  }

  @Test
  void theSameSchemaBreaksNothing() {
    assertThat(SchemaChanges.breaking(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void whatIsAddedBreaksNothing() {
    assertThat(breaking("size: Int", "size: Int more: String")).isEmpty();
    assertThat(breaking("(first: Int", "(after: String first: Int")).isEmpty();
    assertThat(breaking("size: Int", "size: Int!")).isEmpty();
  }

  @Test
  void whatIsTakenAwayBreaksClients() {
    assertThat(breaking(" size: Int", "")).singleElement().asString().contains("Thing.size");
    assertThat(breaking("name: String! size", "name: String size")).hasSize(1);
    assertThat(breaking("first: Int, ", "")).hasSize(1);
  }

  @Test
  void whatIsDemandedBreaksClients() {
    assertThat(breaking("first: Int", "first: Int!")).hasSize(1);
    assertThat(breaking("{ name: String }", "{ name: String more: String! }")).hasSize(1);
  }
}
