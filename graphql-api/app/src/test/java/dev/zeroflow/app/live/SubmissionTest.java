package dev.zeroflow.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LiveProfile.class)
class SubmissionTest {
  private static RequestSpecification submission(String key, String document, String parameters) {
    return Live.submission(document, parameters).header("Idempotency-Key", key);
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("error.code")).isEqualTo(code);
    assertThat(answer.jsonPath().getString("error.message")).isNotBlank();
  }

  @Test
  void aRepeatedRequestIsTheSameRun() {
    String parameters = Live.parameters(1, "repeated");
    String first = Live.id(Live.post(submission("same", Live.ONE_STEP, parameters)));
    String again = " { \"label\" : \"repeated\", \"rows\": 1.0 }";
    assertThat(Live.id(Live.post(submission("same", Live.ONE_STEP, again)))).isEqualTo(first);
  }

  @Test
  void aKeyThatComesWithAnotherBodyIsAConflict() {
    String parameters = Live.parameters(1, "taken");
    String first = Live.id(Live.post(submission("taken", Live.ONE_STEP, parameters)));
    for (RequestSpecification other :
        List.of(
            submission("taken", Live.ONE_STEP, Live.parameters(2, "taken")),
            submission("taken", Live.PATIENT, parameters),
            submission("taken", Live.ONE_STEP, parameters).multiPart("name", "another"),
            submission("taken", Live.ONE_STEP, parameters).multiPart("caching", "false"))) {
      Response answer = Live.post(other);
      refused(answer, 409, "CONFLICT");
      assertThat(answer.jsonPath().getString("error.message")).contains(first);
    }
  }

  @Test
  void aKeyIsShortAndPrintable() {
    for (String key : List.of("k".repeat(201), "two words")) {
      refused(Live.post(submission(key, Live.ONE_STEP, "{}")), 400, "BAD_INPUT");
    }
  }

  @Test
  void parametersThatAreNoStorableJsonObjectAreRefused() {
    for (String parameters :
        List.of("{", "[1]", "{\"rows\": 1} x", "{\"label\": \"\\u0000\", \"rows\": 1}")) {
      refused(Live.post(Live.submission(Live.ONE_STEP, parameters)), 400, "BAD_INPUT");
    }
  }

  @Test
  void aPriorityHasBounds() {
    for (String priority : List.of("1001", "-2147483648")) {
      var submission = Live.submission(Live.ONE_STEP, Live.parameters(1, "bounds"));
      refused(Live.post(submission.multiPart("priority", priority)), 400, "BAD_INPUT");
    }
  }
}
