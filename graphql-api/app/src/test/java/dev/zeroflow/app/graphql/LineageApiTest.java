package dev.zeroflow.app.graphql;

import static dev.zeroflow.app.graphql.GraphqlClient.code;
import static dev.zeroflow.app.graphql.GraphqlClient.noErrors;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks through the lineage in GraphQL. */
@QuarkusTest
@TestProfile(GraphqlProfile.class)
class LineageApiTest {
  @Inject Pool pool;

  @BeforeEach
  void writeTheData() {
    Digits.write(pool);
  }

  @Test
  void aShortWalkSaysThatItWasCut() {
    var answer =
        send(
            "{ lineage(root: \""
                + Digits.MODEL.id()
                + "\", walk: { maxHops: 1 }) { truncated nodes { id } } }");
    assertThat(answer.getBoolean("data.lineage.truncated")).isTrue();
    assertThat(answer.getList("data.lineage.nodes")).hasSize(2);
    var foreign = send("{ lineage(root: \"" + Digits.FOREIGN_MODEL.id() + "\") { root } }");
    noErrors(foreign);
    assertThat(foreign.<Object>get("data.lineage")).isNull();
  }

  @Test
  void aWalkGoesBothWaysAndTellsSlotsAndTimes() {
    var answer =
        send(
            """
            query($root: ID!) { lineage(root: $root, direction: BOTH, walk: { mode: LATEST }) {
              nodes { name origin } edges { role slot at } truncated } }
            """,
            Map.of("root", Digits.DATASET.id().toString()));
    noErrors(answer);
    answer.setRootPath("data.lineage");
    assertThat(answer.getList("nodes.name"))
        .startsWith("dataset")
        .contains("upload", "train", "model");
    assertThat(answer.getList("nodes.origin")).contains("TASK");
    assertThat(answer.getList("edges.slot")).contains("dataset", "model");
    assertThat(answer.getList("edges.at")).contains(Digits.NOW.toString());
    assertThat(answer.getBoolean("truncated")).isFalse();
  }

  @Test
  void lineageCanBeSeenAsItWas() {
    Map<String, Object> variables =
        Map.of(
            "root",
            Digits.DATASET.id().toString(),
            "before",
            Digits.NOW.minusSeconds(1).toString());
    var answer =
        send(
            """
            query($root: ID!, $before: DateTime) {
              then: lineage(root: $root, walk: { asOf: $before }) { root }
              now: lineage(root: $root, walk: { asOf: "2026-01-02T03:04:05Z" }) { root } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.<Object>get("data.then")).isNull();
    assertThat(answer.<Object>get("data.now")).isNotNull();
    var never =
        send(
            "query($root: ID!) { lineage(root: $root, walk: { asOf: \"0000-01-01T00:00:00Z\" }) {"
                + " root } }",
            Map.of("root", Digits.DATASET.id().toString()));
    assertThat(code(never)).isEqualTo("BAD_INPUT");
  }

  @Test
  void pathsAreTheShortestFirst() {
    Map<String, Object> variables =
        Map.of("from", Digits.DATASET.id().toString(), "to", Digits.MODEL.id().toString());
    var answer =
        send(
            """
            query($from: ID!, $to: ID!) {
              there: lineagePaths(from: $from, to: $to) {
                paths { nodes { name } edges { role } } truncated }
              back: lineagePaths(from: $to, to: $from) { paths { nodes { name } } truncated }
              wrong: lineagePaths(from: "x", to: $from) { truncated } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.getList("data.there.paths[0].nodes.name"))
        .containsExactly("dataset", "train", "model");
    assertThat(answer.getList("data.there.paths[0].edges.role")).containsExactly("INPUT", "OUTPUT");
    assertThat(answer.getList("data.there.paths")).hasSize(1);
    assertThat(answer.getList("data.back.paths")).isEmpty();
    assertThat(answer.<Object>get("data.wrong")).isNull();
    var tooMany =
        send(
            "query($a: ID!) { lineagePaths(from: $a, to: $a, maxPaths: 101) { truncated } }",
            Map.of("a", Digits.MODEL.id().toString()));
    assertThat(code(tooMany)).isEqualTo("BAD_INPUT");
  }

  @Test
  void historiesAreComparedAndImpactIsAsked() {
    Map<String, Object> variables =
        Map.of("a", Digits.DATASET.id().toString(), "b", Digits.MODEL.id().toString());
    var answer =
        send(
            """
            query($a: ID!, $b: ID!) {
              lineageDiff(a: $a, b: $b) { onlyA { name } onlyB { name } shared { name }
                changes { what taskId slot a b } truncated }
              lineageImpact(root: $a) { modelVersions { name } inferenceServices { name } truncated } }
            """,
            variables);
    noErrors(answer);
    assertThat(answer.getList("data.lineageDiff.onlyA")).isEmpty();
    assertThat(answer.getList("data.lineageDiff.onlyB.name")).containsExactly("model", "train");
    assertThat(answer.getList("data.lineageDiff.shared.name")).containsExactly("dataset", "upload");
    assertThat(answer.getBoolean("data.lineageImpact.truncated")).isFalse();
  }
}
