package dev.zeroflow.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes deliveries, and answers as a test says. */
final class Receiver implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Deque<Integer> answers = new ArrayDeque<>();

  /** A request as it came. */
  record Received(String id, String timestamp, String signature, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    /** Entity, action and data. */
    String told() {
      JsonObject json = json();
      return "%s.%s %s"
          .formatted(
              json.getString("entity"), json.getString("action"), json.getJsonObject("data"));
    }
  }

  Receiver(Integer... answers) throws IOException {
    this.answers.addAll(Arrays.asList(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/hook";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(
            header(exchange, "X-MLflow-Delivery-Id"),
            header(exchange, "X-MLflow-Timestamp"),
            header(exchange, "X-MLflow-Signature"),
            body));
    byte[] thanks = "thanks".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status(), thanks.length);
    exchange.getResponseBody().write(thanks);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  private synchronized int status() {
    Integer next = answers.poll();
    return next == null ? 200 : next;
  }

  Received take() throws InterruptedException {
    Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("a delivery").isNotNull();
    return next;
  }

  boolean isEmpty() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
