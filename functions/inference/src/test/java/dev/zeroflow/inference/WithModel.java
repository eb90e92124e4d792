package dev.zeroflow.inference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.ControlPlane;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A control plane that hands out one small model: the label is 1 where a is above 0. */
public final class WithModel implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN = "function-token";
  static final String MODEL =
      """
      {"format":"zeroflow-model/1","features":["a","b"],
       "preprocessing":{"mean":[0,0],"scale":[1,1]},"classes":["0","1"],
       "learner":{"kind":"decision-tree","nodes":[
         {"feature":0,"threshold":0,"low":1,"high":2},
         {"probabilities":[0.75,0.25]},{"probabilities":[0.125,0.875]}]}}
      """;

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = serve(MODEL, ModelLoader.sha256(MODEL.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("zeroflow.control-plane", address(server), "zeroflow.function-token", TOKEN);
  }

  static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static HttpServer serve(String model, String digest) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String source =
        "{\"service\":\"wine\",\"version\":\"3\",\"digest\":\"%s\",\"getUrl\":\"%s/m?signature=secret\"}"
            .formatted(digest, address(server));
    server.createContext(
        ControlPlane.MODEL_SOURCE,
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          answer(exchange, ("Bearer " + TOKEN).equals(token) ? 200 : 401, source);
        });
    server.createContext("/m", exchange -> answer(exchange, 200, model));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
