package dev.zeroflow.knative.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAnswerTest {
  @ParameterizedTest
  @CsvSource({
    "503, pending request queue full, QUEUE_FULL",
    "503, activator overload, QUEUE_FULL",
    "503, context deadline exceeded, START_FAILED",
    "503, upstream connect error or disconnect/reset before headers, CONNECTION_LOST",
    "503, no healthy upstream, CONNECTION_LOST",
    "504, request timeout, TIMED_OUT",
    "504, activator request timeout, TIMED_OUT",
    "502, EOF, CONNECTION_LOST",
  })
  void partsOfKnativeAreKnownByWhatTheyWrite(int status, String text, Reason reason) {
    assertThat(GatewayAnswer.of(plain(status, text + "\n")).orElseThrow().reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "200, pending request queue full",
    "500, boom",
    "503, model is loading",
    "504, too slow",
    "404, no such route"
  })
  void anythingElseIsTheFunctionsOwn(int status, String text) {
    assertThat(GatewayAnswer.of(plain(status, text))).isEmpty();
  }

  @Test
  void aFunctionMayAnswerWithAnyStatusInJson() {
    var headers = Map.of("content-type", "application/json");
    var reply =
        new FunctionReply(
            503, headers, "\"pending request queue full\"".getBytes(UTF_8), false, Duration.ZERO);

    assertThat(GatewayAnswer.of(reply)).isEmpty();
  }

  private static FunctionReply plain(int status, String text) {
    var headers =
        Map.of("content-type", "text/plain; charset=utf-8", "x-content-type-options", "nosniff");
    return new FunctionReply(status, headers, text.getBytes(UTF_8), false, Duration.ZERO);
  }
}
