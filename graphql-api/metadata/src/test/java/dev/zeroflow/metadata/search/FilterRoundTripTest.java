package dev.zeroflow.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Filter.Value;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written as text is read as the same again, whatever it is. */
class FilterRoundTripTest {
  private static final int ROUNDS = 5_000;
  private static final List<String> SCRAPS =
      List.of(
          "metrics",
          "params.a",
          "tags",
          "status",
          "dataset.name",
          ".",
          "`",
          "\"",
          "'",
          "(",
          ")",
          ",",
          "=",
          "!=",
          "<",
          "LIKE",
          "IN",
          "NOT",
          "IS",
          "NULL",
          "AND",
          "OR",
          " ",
          "1",
          "-",
          "e",
          "'x'",
          "\\",
          "\0",
          "\n",
          "é",
          "😀",
          "\ud800",
          "%");

  @Test
  void aPrintedFilterIsReadAsItself() {
    var filters = new RandomFilters(new Random(1));
    for (int i = 0; i < ROUNDS; i++) {
      Filter filter = filters.next(3);
      String text = text(filter);
      assertThat(FilterParser.parse(text, SearchTarget.RUNS)).as(text).isEqualTo(filter);
    }
  }

  @Test
  void aDamagedFilterIsReadOrRefusedButNeverFails() {
    var random = new Random(2);
    var filters = new RandomFilters(random);
    for (int i = 0; i < ROUNDS; i++) {
      var text = new StringBuilder(text(filters.next(2)));
      int from = random.nextInt(text.length());
      text.replace(from, Math.min(text.length(), from + random.nextInt(3)), scrap(random));
      readOrRefuse(text.toString());
    }
  }

  @Test
  void garbageIsReadOrRefusedButNeverFails() {
    var random = new Random(3);
    for (int i = 0; i < ROUNDS; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(15); length > 0; length--) {
        text.append(random.nextInt(5) == 0 ? (char) random.nextInt(0x10000) + "" : scrap(random));
      }
      readOrRefuse(text.toString());
    }
  }

  private static String scrap(Random random) {
    return SCRAPS.get(random.nextInt(SCRAPS.size()));
  }

  private static void readOrRefuse(String text) {
    for (var target : List.of(SearchTarget.RUNS, SearchTarget.TRACES)) {
      try {
        FilterParser.parse(text, target);
        Order.parse(text, target);
      } catch (MetadataException e) {
        assertThat(e.code()).isEqualTo(MetadataException.Code.BAD_INPUT);
      }
    }
  }

  private static String text(Filter filter) {
    return switch (filter) {
      case Filter.All() -> "";
      case Filter.And(List<Filter> parts) -> joined(parts, " AND ");
      case Filter.Or(List<Filter> parts) -> joined(parts, " OR ");
      case Filter.Not(Filter part) -> "NOT (" + text(part) + ")";
      case Filter.Comparison it ->
          text(it.identifier()) + it.operator().symbol() + " " + text(it.value());
      case Filter.In it -> text(it.identifier()) + not(it.negated()) + "IN " + list(it.values());
      case Filter.IsNull it -> text(it.identifier()) + "IS" + not(it.negated()) + "NULL";
    };
  }

  private static String joined(List<Filter> parts, String word) {
    return parts.stream().map(part -> "(" + text(part) + ")").collect(Collectors.joining(word));
  }

  private static String text(Identifier identifier) {
    String kind = identifier.kind().name().toLowerCase(Locale.ROOT);
    return kind + ".`" + identifier.key().replace("`", "``") + "` ";
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Text(String text) -> quoted(text);
      case Value.Numeric(double number) -> Double.isInfinite(number) ? "1e999" : number + "";
    };
  }

  private static String list(List<String> values) {
    return values.stream()
        .map(FilterRoundTripTest::quoted)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String not(boolean negated) {
    return negated ? " NOT " : " ";
  }
}
