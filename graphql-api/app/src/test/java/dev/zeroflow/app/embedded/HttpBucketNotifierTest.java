package dev.zeroflow.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpBucketNotifierTest {
  private static final ObjectCreated EVENT =
      new ObjectCreated(
          "data",
          "in/a b.csv",
          8,
          "abc",
          ObjectCreated.PUT,
          "00000000000000ff",
          Instant.parse("2026-01-01T12:00:00Z"));

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();
  private HttpServer receiver;
  private HttpBucketNotifier notifier;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/events", this::receive);
    receiver.start();
    var address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/events");
    notifier = new HttpBucketNotifier(address, "t0ken");
  }

  @AfterEach
  void stop() {
    notifier.close();
    receiver.stop(0);
  }

  @Test
  void theMessageHasTheShapeOfMinio() throws IOException {
    answers.add(200);

    notifier.created(EVENT);

    assertThat(received)
        .containsExactly(
            "Bearer t0ken {\"EventName\":\"s3:ObjectCreated:Put\",\"Key\":\"data/in/a b.csv\","
                + "\"Records\":[{\"eventVersion\":\"2.0\",\"eventSource\":\"zeroflow:s3\","
                + "\"awsRegion\":\"\",\"eventTime\":\"2026-01-01T12:00:00Z\","
                + "\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"s3SchemaVersion\":\"1.0\","
                + "\"configurationId\":\"zeroflow\",\"bucket\":{\"name\":\"data\","
                + "\"arn\":\"arn:aws:s3:::data\"},\"object\":{\"key\":\"in%2Fa+b.csv\","
                + "\"size\":8,\"eTag\":\"abc\",\"sequencer\":\"00000000000000ff\"}}}]}");
  }

  @Test
  void aFailureIsTriedTwiceMore() throws IOException {
    answers.addAll(List.of(503, 500, 204));

    notifier.created(EVENT);

    assertThat(received).hasSize(3);
  }

  @Test
  void threeFailuresFailTheUpload() {
    answers.addAll(List.of(503, 503, 503, 200));

    assertThatThrownBy(() -> notifier.created(EVENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
    assertThat(received).hasSize(3);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    answers.addAll(List.of(401, 200));

    assertThatThrownBy(() -> notifier.created(EVENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("401")
        .hasMessageNotContaining("t0ken");
    assertThat(received).hasSize(1);
  }

  @Test
  void aReceiverThatIsDownFailsTheUpload() {
    receiver.stop(0);

    assertThatThrownBy(() -> notifier.created(EVENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot notify");
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      received.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
      exchange.sendResponseHeaders(answers.remove(), -1);
    }
  }
}
