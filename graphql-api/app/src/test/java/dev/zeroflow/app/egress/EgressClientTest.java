package dev.zeroflow.app.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.app.egress.EgressException.Reason;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls with a real server, and names that the test resolves. */
class EgressClientTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("1.1.1.1");

  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Deque<InetAddress> answers = new ConcurrentLinkedDeque<>();
  private final List<String> resolved = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String host = exchange.getRequestHeaders().getFirst("Host");
    seen.add(host + " " + exchange.getRequestURI() + " " + body);
    switch (exchange.getRequestURI().getPath()) {
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
      }
      case "/endless" -> endless(exchange);
      case "/silent" -> {
        exchange.sendResponseHeaders(200, 0);
        waitForTheEnd();
      }
      default -> {
        byte[] text = "thanks".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, text.length);
        exchange.getResponseBody().write(text);
      }
    }
    exchange.close();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] much = new byte[1 << 16];
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(much);
      }
    } catch (IOException hungUp) {
      // As it must be: nobody reads all of this.
    }
  }

  private void waitForTheEnd() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<InetAddress> resolve(String host) {
    resolved.add(host);
    InetAddress next = answers.poll();
    return List.of(next == null ? HERE : next);
  }

  private EgressClient client(Duration timeout, AllowedHost... allowed) {
    return new EgressClient(vertx, new EgressGuard(this::resolve, List.of(allowed)), timeout);
  }

  private EgressClient client() {
    return client(Duration.ofSeconds(20), AllowedHost.of("receiver.example"));
  }

  private URI url(String host, String path) {
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
  }

  private static EgressAnswer post(EgressClient client, URI url) throws EgressException {
    return client.post(url, Map.of("X-Test", "1"), new byte[] {'{', '}'});
  }

  @Test
  void theAddressThatWasCheckedIsCalledUnderItsName() throws EgressException {
    var answer = post(client(), url("receiver.example", "/a?b=c"));
    assertThat(answer).isEqualTo(new EgressAnswer(202, "thanks"));
    int port = server.getAddress().getPort();
    assertThat(seen).containsExactly("receiver.example:" + port + " /a?b=c {}");
    // Once: nobody but this test knows the name.
    assertThat(resolved).containsExactly("receiver.example");
  }

  @Test
  void aNameThatFlipsBehindTheCheckIsNotFollowed() {
    EgressClient client = client(Duration.ofMillis(300));
    answers.add(OUTSIDE);
    answers.add(HERE);
    // Whether 1.1.1.1 answers does not matter: it is asked, and not this machine.
    assertThatThrownBy(() -> post(client, url("flips.example", "/")))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNREACHABLE));
    assertThat(resolved).containsExactly("flips.example");
    assertThatThrownBy(() -> post(client, url("flips.example", "/")))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.reason()).isEqualTo(Reason.REFUSED));
    assertThat(seen).isEmpty();
  }

  @Test
  void aRedirectIsAnAnswerLikeOthers() throws EgressException {
    assertThat(post(client(), url("receiver.example", "/moved")).status()).isEqualTo(307);
    assertThat(seen).hasSize(1);
  }

  @Test
  void onlyTheBeginningOfAnAnswerIsRead() throws EgressException {
    var answer = post(client(), url("receiver.example", "/endless"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(EgressClient.MAX_ANSWER);
  }

  @Test
  void anAnswerThatDoesNotEndIsNone() {
    EgressClient client = client(Duration.ofMillis(300), AllowedHost.of("receiver.example"));
    assertThatThrownBy(() -> post(client, url("receiver.example", "/silent")))
        .isInstanceOf(EgressException.class)
        .hasMessage("no answer within 300 ms");
  }

  @Test
  void whoeverIsNotThereIsUnreachable() {
    URI away = url("receiver.example", "/a-secret");
    server.stop(0);
    assertThatThrownBy(() -> post(client(), away))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNREACHABLE))
        .hasMessageNotContaining("a-secret");
  }

  @Test
  void aCallHasATimeLimit() {
    assertThatThrownBy(() -> client(Duration.ofMinutes(1)))
        .hasMessageContaining("zeroflow.egress.timeout");
    assertThatThrownBy(() -> client(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
  }
}
