package dev.zeroflow.knative.cluster.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Ingress, activator and queue proxies in one: finds the function by the header Host. */
final class DataPlane implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final FunctionRuntime pods;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  DataPlane(FunctionRuntime pods) throws IOException {
    this.pods = pods;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        reply(exchange, pods.invoke(call(exchange)));
      } catch (FunctionUnavailableException e) {
        unavailable(exchange, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static FunctionCall call(HttpExchange exchange) throws IOException {
    var headers = new HashMap<String, String>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String host = exchange.getRequestHeaders().getFirst("Host");
    return new FunctionCall(
        UUID.randomUUID().toString(),
        host.substring(0, host.indexOf('.')),
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        exchange.getRequestBody().readAllBytes(),
        LONG);
  }

  private static void reply(HttpExchange exchange, FunctionReply reply) throws IOException {
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      if (!OWN.contains(header.getKey())) {
        exchange.getResponseHeaders().set(header.getKey(), header.getValue());
      }
    }
    send(exchange, reply.status(), reply.body());
  }

  /** As the parts of Knative say it; a pod that does not start keeps its callers waiting. */
  private void unavailable(HttpExchange exchange, FunctionUnavailableException failure)
      throws IOException, InterruptedException {
    switch (failure.reason()) {
      case QUEUE_FULL -> error(exchange, 503, "pending request queue full");
      case TIMED_OUT -> error(exchange, 504, "activator request timeout");
      case CONNECTION_LOST, CANCELLED -> error(exchange, 502, "EOF");
      case UNKNOWN_FUNCTION -> error(exchange, 404, "");
      case START_FAILED -> {
        closed.await();
        error(exchange, 503, "context deadline exceeded");
      }
    }
  }

  private static void error(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    send(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
