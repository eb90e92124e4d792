package dev.zeroflow.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Filter.And;
import dev.zeroflow.metadata.search.Filter.Comparison;
import dev.zeroflow.metadata.search.Filter.In;
import dev.zeroflow.metadata.search.Filter.IsNull;
import dev.zeroflow.metadata.search.Filter.Not;
import dev.zeroflow.metadata.search.Filter.Or;
import dev.zeroflow.metadata.search.Filter.Value;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterParserTest {
  private static final Filter A = metric("a", Operator.GREATER, 1);
  private static final Filter B = metric("b", Operator.GREATER, 2);
  private static final Filter C = metric("c", Operator.GREATER, 3);

  static Stream<Arguments> accepted() {
    return Stream.of(
        // Spellings of identifiers.
        arguments("metric.a > 1", A),
        arguments("metrics.a>1", A),
        arguments(" `metrics`.`a` > 1 ", A),
        arguments("metrics.\"a\" > 1", A),
        arguments("metrics.a.b-c/d:e_1 > 1", metric("a.b-c/d:e_1", Operator.GREATER, 1)),
        arguments("metrics.`a ``b` > 1", metric("a `b", Operator.GREATER, 1)),
        arguments("params.1é = 'x'", param("1é", Operator.EQUAL, "x")),
        arguments("param.p = 'x'", param("p", Operator.EQUAL, "x")),
        arguments("parameter.p = 'x'", param("p", Operator.EQUAL, "x")),
        arguments("parameters.p = 'x'", param("p", Operator.EQUAL, "x")),
        arguments("tags.mlflow.user = 'x'", tag("mlflow.user", Operator.EQUAL, "x")),
        arguments(
            "tag.`mlflow.prompt.is_prompt` != 'true'",
            tag("mlflow.prompt.is_prompt", Operator.NOT_EQUAL, "true")),
        arguments("status = 'RUNNING'", attribute("status", Operator.EQUAL, "RUNNING")),
        arguments("run.status='x'", attribute("status", Operator.EQUAL, "x")),
        arguments("attr.status='x'", attribute("status", Operator.EQUAL, "x")),
        arguments("attribute.status='x'", attribute("status", Operator.EQUAL, "x")),
        arguments("attributes.`status`='x'", attribute("status", Operator.EQUAL, "x")),
        arguments("`run name` = 'x'", attribute("run_name", Operator.EQUAL, "x")),
        arguments("\"Run name\" = 'x'", attribute("run_name", Operator.EQUAL, "x")),
        arguments("attributes.`Run Name` = 'x'", attribute("run_name", Operator.EQUAL, "x")),
        arguments("Created > 5", attribute("start_time", Operator.GREATER, 5)),
        arguments("run.created > 5", attribute("start_time", Operator.GREATER, 5)),
        arguments("dataset.name = 'x'", dataset("name", Operator.EQUAL, "x")),
        arguments("datasets.digest like 'x'", dataset("digest", Operator.LIKE, "x")),
        // Comparators and values.
        arguments("metrics.a = 1", metric("a", Operator.EQUAL, 1)),
        arguments("metrics.a != -1", metric("a", Operator.NOT_EQUAL, -1)),
        arguments("metrics.a < .5", metric("a", Operator.LESS, 0.5)),
        arguments("metrics.a <= 1.", metric("a", Operator.AT_MOST, 1)),
        arguments("metrics.a >= -1.5e-3", metric("a", Operator.AT_LEAST, -0.0015)),
        arguments("metrics.a < 1E+2", metric("a", Operator.LESS, 100)),
        arguments("metrics.a < 1e999", metric("a", Operator.LESS, Double.POSITIVE_INFINITY)),
        arguments("end_time < 1.5", attribute("end_time", Operator.LESS, 1.5)),
        arguments("end_time < '15'", attribute("end_time", Operator.LESS, 15)),
        arguments("params.p = \"it's\"", param("p", Operator.EQUAL, "it's")),
        arguments("params.p = 'it''s'", param("p", Operator.EQUAL, "it's")),
        arguments("params.p = 'a\\'", param("p", Operator.EQUAL, "a\\")),
        arguments("params.p = ''", param("p", Operator.EQUAL, "")),
        arguments("params.p LIKE '%\\\\'", param("p", Operator.LIKE, "%\\\\")),
        arguments("params.p iLike'x'", param("p", Operator.ILIKE, "x")),
        arguments("run_id IN ('a')", in(Kind.ATTRIBUTE, "run_id", false, "a")),
        arguments("run_id in ( 'a' ,\"b\",)", in(Kind.ATTRIBUTE, "run_id", false, "a", "b")),
        arguments("run_id Not In('a')", in(Kind.ATTRIBUTE, "run_id", true, "a")),
        arguments("tags.t in ('a')", in(Kind.TAG, "t", false, "a")),
        arguments("datasets.context IN ('a')", in(Kind.DATASET, "context", false, "a")),
        arguments("tags.t is null", new IsNull(new Identifier(Kind.TAG, "t"), false)),
        arguments("params.p IS  NOT\nNULL", new IsNull(new Identifier(Kind.PARAM, "p"), true)),
        arguments("metrics.m IS NULL", new IsNull(new Identifier(Kind.METRIC, "m"), false)),
        // AND, OR, NOT and parentheses.
        arguments("", new Filter.All()),
        arguments(" \n", new Filter.All()),
        arguments("(metrics.a > 1)", A),
        arguments("metrics.a > 1 AND metrics.b > 2 and metrics.c > 3", and(A, B, C)),
        arguments("metrics.a > 1 OR metrics.b > 2 And metrics.c > 3", or(A, and(B, C))),
        arguments("(metrics.a > 1 or metrics.b > 2)AND(metrics.c > 3)", and(or(A, B), C)),
        arguments("metrics.a > 1 AND (metrics.b > 2 AND metrics.c > 3)", and(A, and(B, C))),
        arguments("not metrics.a > 1 AND metrics.b > 2", and(new Not(A), B)),
        arguments("NOT(NOT(metrics.a > 1 OR metrics.b > 2))", new Not(new Not(or(A, B)))));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void aFilterIsReadAsItIsMeant(String text, Filter filter) {
    assertThat(FilterParser.parse(text, SearchTarget.RUNS)).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "metrics.a >> 1            | at character 1, \"metrics.a >> 1\"",
        "metrics.a > nan           | compared with a number",
        "metrics.a > 'NaN'         | compared with a number",
        "metrics.a > '1'           | compared with a number",
        "metrics.a > +1            | compared with a number",
        "metrics.a > 0x10          | compared with a number",
        "metrics.a > 1e            | compared with a number",
        "metrics.a > 1and          | compared with a number",
        "metrics.a > .             | compared with a number",
        "metrics.a >               | compared with a number",
        "metrics.a == 1            | compared with a number",
        "metrics.a <> 1            | compared with a number",
        "metrics.a LIKE 1          | metrics.a is compared by =, !=, <, <=, >, >=",
        "metrics.a                 | metrics.a is compared by",
        "metrics.`a`b > 1          | metrics.a is compared by",
        "metrics. a > 1            | a name is missing",
        "metrics.`` > 1            | a name is missing",
        "metrics.`a > 1            | the quote ` is never closed",
        "Metrics.a > 1             | runs have no \"Metrics\"",
        "Status = 'x'              | runs have no attribute \"Status\"| known are artifact_uri",
        "run name = 'x'            | runs have no attribute \"run\"",
        "start_time > 'x'          | start_time is compared with a number",
        "start_time IN ('1')       | lists are for texts",
        "dataset.size = 'x'        | no \"size\"",
        "dataset.name IS NULL      | anything but datasets",
        "params.a = x              | compared with a text in quotes",
        "params.a = 1              | compared with a text in quotes",
        "params.a = 'x             | the quote ' is never closed",
        "params.a > 'x'            | params.a is compared by =, !=, LIKE, ILIKE",
        "params.a b = 'x'          | params.a is compared by",
        "params.a LIKE 'x\\'       | lone backslash",
        "params.a NOT LIKE 'x'     | expected IN behind NOT",
        "run_id IN ()              | needs 1 to 1000 values",
        "run_id IN 'a'             | expected a list",
        "run_id IN ('a' 'b')       | separated by commas",
        "run_id IN ('a', 1)        | compared with a text in quotes",
        "run_id IN ('a'            | separated by commas",
        "run_id IN ('a',           | compared with a text in quotes",
        "tags.a IS 'x'             | expected IS NULL",
        "'x' = params.a            | a name is missing",
        "metrics.a > 1 AND         | at the end",
        "AND metrics.a > 1         | no attribute \"AND\"",
        "metrics.a > 1 metrics.b>2 | expected AND, OR or the end",
        "metrics.a > 1;            | expected AND, OR or the end",
        "metrics.a > 1 -- all      | expected AND, OR or the end",
        "metrics.a > 1)            | expected AND, OR or the end",
        "(metrics.a > 1            | the parenthesis is never closed",
        "()                        | a name is missing",
        "NOT                       | a name is missing",
      })
  void whatIsNoFilterIsRefusedWithTheReason(String text, String reason) {
    assertRefused(text, SearchTarget.RUNS, reason);
  }

  @Test
  void eachTargetHasItsOwnIdentifiers() {
    for (String text :
        List.of(
            "name IN ('a')", "version_number >= '3'", "source_path LIKE 's3%'", "tag.a = 'b'")) {
      FilterParser.parse(text, SearchTarget.MODEL_VERSIONS);
    }
    assertThat(FilterParser.parse("attributes.creation_time > 4", SearchTarget.LOGGED_MODELS))
        .isEqualTo(attribute("creation_timestamp", Operator.GREATER, 4));
    assertRefused("params.a = 'x'", SearchTarget.EXPERIMENTS, "experiments have no \"params\"");
    assertRefused("dataset.name = 'x'", SearchTarget.LOGGED_MODELS, "no \"dataset\"");
    assertRefused("version_number = 1", SearchTarget.REGISTERED_MODELS, "no attribute");
  }

  @Test
  void thereIsALimitForEverything() {
    String clause = "tags.a = 'b'";
    accept("tags.a = '" + "b".repeat(9_989) + "'");
    refuse("tags.a = '" + "b".repeat(9_990) + "'", "more than 10000 characters");
    accept(String.join(" OR ", Collections.nCopies(100, clause)));
    refuse(String.join(" OR ", Collections.nCopies(101, clause)), "more than 100 comparisons");
    accept("(".repeat(20) + clause + ")".repeat(20));
    refuse("(".repeat(21) + clause + ")".repeat(21), "more than 20 parentheses");
    refuse("NOT ".repeat(21) + clause, "more than 20 parentheses");
    accept("tags.a IN (" + "'b',".repeat(1_000) + ")");
    refuse("tags.a IN (" + "'b',".repeat(1_001) + ")", "1 to 1000 values");
    refuse("tags.a = '\0'", "NUL");
  }

  @Test
  void aFilterKnowsWhatItMentions() {
    Filter filter = FilterParser.parse("tags.a = 'b' OR NOT params.p IS NULL", SearchTarget.RUNS);
    assertThat(filter.mentions(new Identifier(Kind.TAG, "a"))).isTrue();
    assertThat(filter.mentions(new Identifier(Kind.PARAM, "p"))).isTrue();
    assertThat(filter.mentions(new Identifier(Kind.PARAM, "a"))).isFalse();
  }

  private static void accept(String text) {
    FilterParser.parse(text, SearchTarget.RUNS);
  }

  private static void refuse(String text, String reason) {
    assertRefused(text, SearchTarget.RUNS, reason);
  }

  private static void assertRefused(String text, SearchTarget target, String reason) {
    assertThatThrownBy(() -> FilterParser.parse(text, target))
        .isInstanceOfSatisfying(
            MetadataException.class,
            e -> assertThat(e.code()).isEqualTo(MetadataException.Code.BAD_INPUT))
        .hasMessageContaining(reason);
  }

  private static Filter metric(String key, Operator operator, double value) {
    return new Comparison(new Identifier(Kind.METRIC, key), operator, new Value.Numeric(value));
  }

  private static Filter param(String key, Operator operator, String value) {
    return new Comparison(new Identifier(Kind.PARAM, key), operator, new Value.Text(value));
  }

  private static Filter tag(String key, Operator operator, String value) {
    return new Comparison(new Identifier(Kind.TAG, key), operator, new Value.Text(value));
  }

  private static Filter dataset(String key, Operator operator, String value) {
    return new Comparison(new Identifier(Kind.DATASET, key), operator, new Value.Text(value));
  }

  private static Filter attribute(String key, Operator operator, String value) {
    return new Comparison(new Identifier(Kind.ATTRIBUTE, key), operator, new Value.Text(value));
  }

  private static Filter attribute(String key, Operator operator, double value) {
    return new Comparison(new Identifier(Kind.ATTRIBUTE, key), operator, new Value.Numeric(value));
  }

  private static Filter in(Kind kind, String key, boolean negated, String... values) {
    return new In(new Identifier(kind, key), negated, List.of(values));
  }

  private static Filter and(Filter... parts) {
    return new And(List.of(parts));
  }

  private static Filter or(Filter... parts) {
    return new Or(List.of(parts));
  }
}
