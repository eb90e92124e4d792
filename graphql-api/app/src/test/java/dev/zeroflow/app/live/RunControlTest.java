package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.message;
import static dev.zeroflow.app.graphql.GraphqlClient.send;
import static dev.zeroflow.app.graphql.GraphqlClient.sendAs;
import static dev.zeroflow.app.live.Live.awaitState;
import static dev.zeroflow.app.live.Live.code;
import static dev.zeroflow.app.live.Live.noErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import dev.zeroflow.contract.TaskInvocation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveProfile.class)
class RunControlTest {
  private static final List<String> REQUESTS =
      List.of(
          "cancelRun(id: $id)",
          "pauseRun(id: $id)",
          "resumeRun(id: $id)",
          "rerunRun(id: $id)",
          "setRunPriority(id: $id, priority: 1)");

  @Inject TestedFunction function;
  @Inject Pool pool;

  private static JsonPath ask(String request, String run) {
    return send(document(request), Map.of("id", run));
  }

  private static String document(String request) {
    return "mutation($id: ID!) { answer: "
        + request
        + " { done run { id: uid state priority } userErrors { code message } } }";
  }

  private static String done(String request, String run) {
    JsonPath answer = ask(request, run);
    noErrors(answer);
    assertThat(answer.getBoolean("data.answer.done")).isTrue();
    assertThat(answer.getString("data.answer.run.id")).isEqualTo(run);
    return answer.getString("data.answer.run.state");
  }

  private static void conflict(String request, String run, String reason) {
    JsonPath answer = ask(request, run);
    assertThat(code(answer)).isEqualTo("CONFLICT");
    assertThat(message(answer)).contains(reason);
  }

  @Test
  void aPausedRunGoesOnWhenItIsResumed() {
    String run = Live.submit("paused");
    TaskInvocation call = function.called(run);
    assertThat(done("pauseRun(id: $id)", run)).isEqualTo("PAUSED");
    conflict("pauseRun(id: $id)", run, "PAUSED");
    assertThat(done("resumeRun(id: $id)", run)).isEqualTo("RUNNING");
    conflict("resumeRun(id: $id)", run, "RUNNING");
    Live.complete(call);
    awaitState(run, "SUCCEEDED");
  }

  @Test
  void aCanceledRunEndsAndItsLateResultChangesNothing() {
    String run = Live.submit("canceled");
    TaskInvocation call = function.called(run);
    assertThat(done("cancelRun(id: $id)", run)).isIn("CANCELING", "CANCELED");
    awaitState(run, "CANCELED");
    assertThat(Live.complete(call).statusCode()).isEqualTo(200);
    assertThat(Live.run(run).getString("tasks[0].state")).isEqualTo("CANCELED");
    conflict("cancelRun(id: $id)", run, "CANCELED");
  }

  @Test
  void aFailedRunIsOpenedAgain() {
    String run = Live.submit("rerun");
    Live.fail(function.called(run));
    awaitState(run, "FAILED");
    assertThat(done("rerunRun(id: $id)", run)).isEqualTo("RUNNING");
    TaskInvocation again = function.called(run);
    assertThat(again.attempt()).isEqualTo(2);
    Live.complete(again);
    awaitState(run, "SUCCEEDED");
    conflict("rerunRun(id: $id)", run, "SUCCEEDED");
  }

  @Test
  void aPriorityIsKeptAndHasBounds() {
    String run = Live.submit("urgent");
    function.called(run);
    done("setRunPriority(id: $id, priority: -1000)", run);
    assertThat(Live.run(run).getInt("priority")).isEqualTo(-1000);
    for (int wrong : List.of(1001, -1001, Integer.MAX_VALUE)) {
      JsonPath answer = ask("setRunPriority(id: $id, priority: " + wrong + ")", run);
      assertThat(code(answer)).as(answer.prettify()).isEqualTo("BAD_INPUT");
    }
    assertThat(Live.run(run).getInt("priority")).isEqualTo(-1000);
    done("cancelRun(id: $id)", run);
  }

  @Test
  void aTaskThatWaitsForItsNextAttemptTellsWhenItIsDue() {
    var submission = Live.submission(Live.PATIENT, Live.parameters(1, "due"));
    String run = Live.id(Live.post(submission));
    Live.fail(function.called(run));
    JsonPath waiting = Live.run(run);
    assertThat(waiting.getString("tasks[0].state")).isEqualTo("PENDING");
    assertThat(waiting.getString("tasks[0].dueAt")).isNotNull();
    assertThat(waiting.getInt("tasks[0].failures")).isEqualTo(1);
    done("cancelRun(id: $id)", run);
  }

  @Test
  void aRunThatIsNotThereOrOfAnotherProjectIsNotFound() throws Exception {
    String foreign = Live.submit("foreign");
    TaskInvocation call = function.called(foreign);
    Live.complete(call);
    awaitState(foreign, "SUCCEEDED");
    sql("UPDATE scheduling.run SET project = 'another' WHERE id = $1", foreign);
    for (String request : REQUESTS) {
      assertThat(code(ask(request, foreign))).as(request).isEqualTo("NOT_FOUND");
      assertThat(code(ask(request, UUID.randomUUID().toString()))).isEqualTo("NOT_FOUND");
      assertThat(code(ask(request, "no-id"))).isEqualTo("BAD_INPUT");
    }
  }

  @Test
  void aTaskMayAskNothingOfRuns() {
    String run = Live.submit("asked by a task");
    function.called(run);
    for (String request : REQUESTS) {
      var answer = sendAs("Bearer " + TwoAttempts.MINE, document(request), Map.of("id", run));
      assertThat(code(answer)).as(request).isEqualTo("FORBIDDEN");
      var unknown = sendAs("Bearer nobody", document(request), Map.of("id", run));
      assertThat(code(unknown)).as(request).isEqualTo("UNAUTHENTICATED");
    }
    assertThat(Live.run(run).getString("state")).isEqualTo("RUNNING");
    done("cancelRun(id: $id)", run);
  }

  /** The row is held, so that the scheduler cannot write its decision. */
  @Test
  void aRequestThatNobodyAnswersInTimeStaysAsked() throws Exception {
    String run = Live.submit("slow");
    function.called(run);
    var connection = pool.getConnection().toCompletionStage().toCompletableFuture().get();
    try {
      var held = connection.begin().toCompletionStage().toCompletableFuture().get();
      connection
          .preparedQuery("SELECT 1 FROM scheduling.run WHERE id = $1 FOR NO KEY UPDATE")
          .execute(Tuple.of(UUID.fromString(run)))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
      JsonPath answer = ask("pauseRun(id: $id)", run);
      noErrors(answer);
      assertThat(answer.getBoolean("data.answer.done")).isFalse();
      assertThat(answer.getString("data.answer.run.state")).isEqualTo("RUNNING");
      held.rollback().toCompletionStage().toCompletableFuture().get();
    } finally {
      connection.close();
    }
    awaitState(run, "PAUSED");
    done("cancelRun(id: $id)", run);
  }

  private void sql(String statement, String run) throws Exception {
    pool.preparedQuery(statement)
        .execute(Tuple.of(UUID.fromString(run)))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
