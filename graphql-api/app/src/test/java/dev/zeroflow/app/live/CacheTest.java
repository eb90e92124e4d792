package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static dev.zeroflow.app.live.Live.awaitState;
import static dev.zeroflow.app.live.Live.code;
import static dev.zeroflow.app.live.Live.noErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveProfile.class)
class CacheTest {
  private static final String CLEAR = "DELETE FROM scheduling.cache_entry";

  /** Three of two pipelines, of ages 1, 2 and 3 hours, and one of another project. */
  private static final String ENTRIES =
      """
      INSERT INTO scheduling.cache_entry (project, fingerprint, parts, pipeline, task, run_id, path,
        created_at)
      SELECT project, fingerprint, '{}', pipeline, task, '%s', task, now() - age::interval
        FROM (VALUES ('default', 'f1', 'p', 'a', '1 hour'), ('default', 'f2', 'p', 'b', '2 hours'),
          ('default', 'f3', 'q', 'a', '3 hours'), ('another', 'f4', 'p', 'a', '1 hour'))
          AS entry (project, fingerprint, pipeline, task, age)
      """;

  private static final UUID RUN = UUID.randomUUID();

  @Inject TestedFunction function;
  @Inject Pool pool;

  @BeforeEach
  void clear() {
    sql(CLEAR);
  }

  private void sql(String statement) {
    pool.query(statement).execute().toCompletionStage().toCompletableFuture().join();
  }

  private static List<String> listed(String arguments) {
    JsonPath answer = send("{ cacheEntries" + arguments + " { nodes { fingerprint } } }");
    noErrors(answer);
    return answer.getList("data.cacheEntries.nodes.fingerprint");
  }

  private static int forgotten(String arguments) {
    JsonPath answer = send("mutation { answer: invalidateCache" + arguments + " { forgotten } }");
    noErrors(answer);
    return answer.getInt("data.answer.forgotten");
  }

  @Test
  void entriesAreListedNewestFirstInPages() {
    sql(ENTRIES.formatted(RUN));
    assertThat(listed("")).containsExactly("f1", "f2", "f3");
    assertThat(listed("(pipeline: \"p\")")).containsExactly("f1", "f2");
    assertThat(listed("(pipeline: \"none\")")).isEmpty();
    JsonPath first = page("first: 2");
    assertThat(first.getList("nodes.fingerprint")).containsExactly("f1", "f2");
    assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue();
    // What is gone by then is no less a place.
    String cursor = first.getString("edges[1].cursor");
    assertThat(forget("f2")).isTrue();
    JsonPath last = page("first: 2, after: \"" + cursor + "\"");
    assertThat(last.getBoolean("pageInfo.hasNextPage")).isFalse();
    assertThat(last.getList("nodes.fingerprint")).containsExactly("f3");
    assertThat(last.getString("nodes[0].runId")).isEqualTo(RUN.toString());
    assertThat(last.getString("nodes[0].taskId")).isEqualTo("a");
    String other = "(pipeline: \"p\", after: \"" + cursor + "\")";
    assertThat(code(send("{ cacheEntries" + other + " { nodes { task } } }")))
        .isEqualTo("BAD_INPUT");
  }

  private static JsonPath page(String arguments) {
    JsonPath answer =
        send(
            "{ cacheEntries("
                + arguments
                + ") { nodes { fingerprint runId taskId } edges { cursor } pageInfo { hasNextPage }"
                + " } }");
    noErrors(answer);
    answer.setRootPath("data.cacheEntries");
    return answer;
  }

  @Test
  void entriesAreForgottenByWhatTheyAreOf() {
    sql(ENTRIES.formatted(RUN));
    assertThat(forgotten("(pipeline: \"p\", task: \"b\")")).isEqualTo(1);
    assertThat(listed("")).containsExactly("f1", "f3");
    assertThat(forgotten("(olderThanSeconds: 9000)")).isEqualTo(1);
    assertThat(listed("")).containsExactly("f1");
    assertThat(forgotten("")).isEqualTo(1);
    assertThat(forgotten("")).isZero();
    JsonPath foreign =
        sendAs("Bearer " + TwoAttempts.FOREIGN, "{ cacheEntries { nodes { task } } }", Map.of());
    assertThat(foreign.getList("data.cacheEntries.nodes.task")).containsExactly("a");
  }

  @Test
  void oneEntryIsForgottenByItsFingerprint() {
    sql(ENTRIES.formatted(RUN));
    for (String fingerprint : List.of("f4", "none", "")) {
      assertThat(forget(fingerprint)).as(fingerprint).isFalse();
    }
    assertThat(forget("f2")).isTrue();
    assertThat(listed("")).containsExactly("f1", "f3");
  }

  private static boolean forget(String fingerprint) {
    JsonPath answer =
        send(
            "mutation($f: ID!) { answer: forgetCacheEntry(fingerprint: $f) { removed } }",
            Map.of("f", fingerprint));
    noErrors(answer);
    return answer.getBoolean("data.answer.removed");
  }

  @Test
  void badPagesAndAgesAreRefused() {
    for (String query : List.of("first: 0", "first: 101", "after: \"x\"")) {
      assertThat(code(send("{ cacheEntries(" + query + ") { nodes { task } } }")))
          .isEqualTo("BAD_INPUT");
    }
    assertThat(
            code(
                send("mutation { invalidateCache(olderThanSeconds: -1) { userErrors { code } } }")))
        .isEqualTo("BAD_INPUT");
  }

  @Test
  void aTaskMayNotForgetEntries() {
    sql(ENTRIES.formatted(RUN));
    for (String mutation :
        List.of(
            "{ invalidateCache { forgotten } }",
            "{ forgetCacheEntry(fingerprint: \"f1\") { removed } }")) {
      var answer = sendAs("Bearer " + TwoAttempts.MINE, "mutation " + mutation, Map.of());
      assertThat(code(answer)).isEqualTo("FORBIDDEN");
    }
    assertThat(listed("")).hasSize(3);
  }

  @Test
  void aTaskTakesOverWhatAnEarlierOnePutOutUntilThatIsForgotten() {
    String first = Live.submit("cached");
    Live.complete(function.called(first));
    awaitState(first, "SUCCEEDED");
    assertThat(Live.run(first).getString("tasks[0].cacheMiss")).contains("not succeeded before");

    String second = Live.submit("cached");
    awaitState(second, "SUCCEEDED");
    JsonPath run = Live.run(second);
    assertThat(run.<Map<String, String>>get("tasks[0].cachedFrom"))
        .isEqualTo(Map.of("runId", first, "taskId", "step"));
    assertThat(run.getList("tasks[0].outputs"))
        .containsExactly(Map.of("name", "sum", "value", "6"));
    assertThat(function.isCalled(second)).isFalse();

    String other = Live.submit("another");
    Live.complete(function.called(other));
    assertThat(Live.run(other).getString("tasks[0].cacheMiss")).contains("parameter label");

    assertThat(forgotten("(pipeline: \"one-step\", task: \"step\")")).isEqualTo(2);
    String third = Live.submit("cached");
    Live.complete(function.called(third));
    awaitState(third, "SUCCEEDED");
  }

  @Test
  void aRunWithoutCachingExecutesEverything() {
    String first = Live.submit("uncached");
    Live.complete(function.called(first));
    awaitState(first, "SUCCEEDED");
    var submission = Live.submission(Live.ONE_STEP, Live.parameters(3, "uncached"));
    String second = Live.id(Live.post(submission.multiPart("caching", "false")));
    Live.complete(function.called(second));
    awaitState(second, "SUCCEEDED");
    assertThat(Live.run(second).<Object>get("tasks[0].cachedFrom")).isNull();
    assertThat(Live.run(second).<Object>get("tasks[0].cacheMiss")).isNull();
  }
}
