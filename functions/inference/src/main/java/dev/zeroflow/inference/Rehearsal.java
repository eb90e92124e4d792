package dev.zeroflow.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.ModelSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * Loads a tiny model over loopback and asks for predictions by both protocols. While the JVM
 * records an ahead-of-time cache this loads the classes that a first call needs.
 */
final class Rehearsal {
  private static final int ROUNDS = 200;
  private static final String MODEL =
      """
      {"format":"zeroflow-model/1","features":["a","b"],
       "preprocessing":{"mean":[0.5,0],"scale":[1,2]},"classes":["0","1"],
       "learner":{"kind":"logistic-regression","weights":[[1,0.5,0],[-1,0,0.25]]}}
      """;

  private Rehearsal() {}

  static boolean isAsked() {
    return Boolean.getBoolean("zeroflow.train");
  }

  static ServedModel loadTinyModel(ObjectMapper json) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    byte[] model = MODEL.getBytes(StandardCharsets.UTF_8);
    var source = new ModelSource("rehearsal", "1", ModelLoader.sha256(model), address + "/model");
    byte[] answer = json.writeValueAsBytes(source);
    server.createContext(ControlPlane.MODEL_SOURCE, exchange -> answer(exchange, answer));
    server.createContext("/model", exchange -> answer(exchange, model));
    server.start();
    try {
      return new ModelLoader(json).load(address, "rehearsal");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /**
   * Asks the handler at an address.
   *
   * @throws IllegalStateException if it did not answer
   */
  static void run(String handler) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int round = 0; round < ROUNDS; round++) {
        call(http, handler + "/v2/models/rehearsal", "");
        call(
            http,
            handler + "/v2/models/rehearsal/infer",
            """
            {"id":"1","inputs":[{"name":"input","datatype":"FP64","shape":[2,2],"data":[1,2,3.5,4]}]}
            """);
        call(http, handler + "/v1/models/rehearsal:predict", "{\"instances\":[{\"a\":1,\"b\":2}]}");
      }
    }
  }

  private static void call(HttpClient http, String address, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (!body.isEmpty()) {
      request.POST(BodyPublishers.ofString(body));
    }
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + response.body());
    }
  }
}
