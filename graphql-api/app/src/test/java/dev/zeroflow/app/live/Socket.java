package dev.zeroflow.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of graphql-transport-ws. */
final class Socket implements AutoCloseable, WebSocket.Listener {
  private static final long LIMIT_SECONDS = 30;

  private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  /** Connects with these headers; fails with the exception of the client if that is refused. */
  Socket(Map<String, String> headers) {
    var builder = client.newWebSocketBuilder().subprotocols("graphql-transport-ws");
    headers.forEach(builder::header);
    URI address = URI.create("ws://127.0.0.1:" + RestAssured.port + "/graphql");
    this.socket = builder.buildAsync(address, this).join();
    send(new JsonObject().put("type", "connection_init"));
    assertThat(next().getString("type")).isEqualTo("connection_ack");
  }

  private void send(JsonObject message) {
    socket.sendText(message.encode(), true).join();
  }

  void subscribe(String id, String document) {
    var payload = new JsonObject().put("query", document);
    send(new JsonObject().put("type", "subscribe").put("id", id).put("payload", payload));
  }

  void complete(String id) {
    send(new JsonObject().put("type", "complete").put("id", id));
  }

  /** The next message that is not about the connection itself. */
  JsonObject next() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try {
      while (true) {
        JsonObject message = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(message).as("a message in time").isNotNull();
        switch (message.getString("type")) {
          case "ping" -> send(new JsonObject().put("type", "pong"));
          case "pong" -> {}
          default -> {
            return message;
          }
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What the next item of a subscription says. */
  JsonObject data(String id, String field) {
    JsonObject message = next();
    assertThat(message.getString("type")).as(message.encode()).isEqualTo("next");
    assertThat(message.getString("id")).isEqualTo(id);
    JsonObject data = message.getJsonObject("payload").getJsonObject("data");
    assertThat(data).as(message.encode()).isNotNull();
    return data.getJsonObject(field);
  }

  /** The code of the error with which a subscription ends. */
  String refusal() {
    JsonObject message = next();
    Object payload = message.getValue("payload");
    JsonObject error =
        payload instanceof JsonObject answer
            ? answer.getJsonArray("errors").getJsonObject(0)
            : message.getJsonArray("payload").getJsonObject(0);
    return error.getJsonObject("extensions").getString("code");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      received.add(new JsonObject(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }
}
