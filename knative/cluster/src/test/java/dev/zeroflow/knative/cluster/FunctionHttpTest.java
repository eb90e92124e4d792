package dev.zeroflow.knative.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionHttpTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", FunctionHttpTest::tell);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void withoutAnIngressTheServiceItselfIsCalled() throws Exception {
    assertThat(call(null, address(), 100)).isEqualTo(address().getAuthority() + " /v2/x?a=1");
  }

  @Test
  void throughAnIngressTheServiceIsNamedInTheHeader() throws Exception {
    var service = URI.create("http://train.team-a.svc.cluster.local");

    assertThat(call(address(), service, 100)).isEqualTo("train.team-a.svc.cluster.local /v2/x?a=1");
  }

  @Test
  void aReplyThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> call(null, address(), 10))
        .isInstanceOf(IOException.class)
        .hasMessage("the reply is longer than 10 bytes");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static String call(@Nullable URI ingress, URI service, int maxBytes) throws IOException {
    var call =
        new FunctionCall(
            "c", "train", "GET", "/v2/x?a=1", Map.of("Host", "evil"), new byte[0], Duration.ZERO);
    try (var http = new FunctionHttp(ingress, maxBytes)) {
      FunctionReply reply = http.send(http.request(call, service), service);
      return new String(reply.body(), UTF_8);
    }
  }

  private static void tell(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    byte[] body = (host + " " + exchange.getRequestURI()).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
