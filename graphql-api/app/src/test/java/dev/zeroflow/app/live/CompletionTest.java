package dev.zeroflow.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.TaskInvocation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Results of attempts that were accepted with 202. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class CompletionTest {
  @Inject TestedFunction function;

  @Test
  void aResultIsAcceptedOnce() {
    String run = Live.submit("accepted");
    TaskInvocation call = function.called(run);
    assertThat(Live.complete(call).statusCode()).isEqualTo(204);
    assertThat(Live.run(run).getString("state")).isEqualTo("SUCCEEDED");
    Response late = Live.complete(call);
    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(late.jsonPath().getBoolean("accepted")).isFalse();
    assertThat(late.jsonPath().getString("reason")).isEqualTo("late");
  }

  @Test
  void aFailureIsAResultToo() {
    String run = Live.submit("failed");
    assertThat(Live.fail(function.called(run)).statusCode()).isEqualTo(204);
    assertThat(Live.run(run).getString("state")).isEqualTo("FAILED");
    assertThat(Live.run(run).getString("error.code")).isEqualTo("BAD_TABLE");
  }

  @Test
  void aTokenThatNobodyMadeIsRefused() {
    String run = Live.submit("forged");
    String token = function.called(run).attemptToken();
    String forged = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");
    for (String bearer : new String[] {forged, "nonsense", "", null}) {
      Response answer = Live.complete(bearer, bearer == null ? token : bearer, null);
      assertThat(answer.statusCode()).as(bearer).isEqualTo(401);
      assertThat(answer.jsonPath().getString("error.code")).isEqualTo("UNAUTHENTICATED");
    }
    assertThat(Live.run(run).getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void aResultWithTheTokenOfAnotherAttemptIsRefused() {
    String mine = Live.submit("mine");
    String theirs = Live.submit("theirs");
    TaskInvocation call = function.called(mine);
    TaskInvocation other = function.called(theirs);
    Response answer = Live.complete(call.attemptToken(), other.attemptToken(), null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Live.run(mine).getString("state")).isEqualTo("RUNNING");
    assertThat(Live.run(theirs).getString("state")).isEqualTo("RUNNING");
  }
}
