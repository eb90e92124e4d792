package dev.zeroflow.knative.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that real replicas run in tests; what it answers is in the contract suite. */
public final class TestFunction {
  private static final AtomicInteger inside = new AtomicInteger();
  private static final AtomicInteger most = new AtomicInteger();

  private TestFunction() {}

  public static void main(String[] arguments) throws Exception {
    String mode = arguments.length == 0 ? "serve" : arguments[0];
    System.out.println(mode + " on " + System.getenv("PORT"));
    switch (mode) {
      case "fail" -> fail();
      case "never-ready" -> exitWithParent();
      case "stubborn" -> {
        ignoreSigterm();
        serve();
      }
      default -> serve();
    }
  }

  private static void fail() {
    for (int i = 1; i <= 30; i++) {
      System.err.println("line " + i);
    }
    System.exit(3);
  }

  private static void serve() throws IOException, InterruptedException {
    int port = Integer.parseInt(System.getenv("PORT"));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", TestFunction::handle);
    server.start();
    exitWithParent();
  }

  /** In a pod nobody holds the standard input. */
  private static void exitWithParent() throws IOException, InterruptedException {
    if (!"true".equals(System.getenv("ZEROFLOW_EXIT_WITH_PARENT"))) {
      Thread.currentThread().join();
    }
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  private static void ignoreSigterm() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Thread.sleep(Long.MAX_VALUE);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getQuery();
      switch (exchange.getRequestURI().getPath()) {
        case "/echo" -> echo(exchange);
        case "/status" -> send(exchange, Integer.parseInt(query), "");
        case "/variable" -> send(exchange, 200, System.getenv().getOrDefault(query, ""));
        case "/environment" -> send(exchange, 200, environment());
        case "/hold" -> hold(exchange, Path.of(query));
        case "/overlap" -> overlap(exchange);
        case "/pid" -> send(exchange, 200, Long.toString(ProcessHandle.current().pid()));
        case "/spawn" -> send(exchange, 200, spawn());
        case "/big" -> send(exchange, 200, "x".repeat(Integer.parseInt(query)));
        default -> Runtime.getRuntime().halt(42);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getResponseHeaders();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      headers.set("Content-Type", type);
    }
    headers.set("X-Method", exchange.getRequestMethod());
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void hold(HttpExchange exchange, Path gate)
      throws IOException, InterruptedException {
    Files.write(
        Path.of(gate + ".entered"),
        new byte[1],
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    while (!Files.exists(gate)) {
      Thread.sleep(2);
    }
    send(exchange, 200, "");
  }

  private static void overlap(HttpExchange exchange) throws IOException, InterruptedException {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    Thread.sleep(5);
    // Before the reply, which lets the next call in.
    inside.decrementAndGet();
    send(exchange, 200, most.toString());
  }

  private static String environment() {
    var lines = new StringBuilder();
    for (Map.Entry<String, String> variable : new TreeMap<>(System.getenv()).entrySet()) {
      lines.append(variable.getKey()).append('=').append(variable.getValue()).append('\n');
    }
    return lines.append("PWD-IS=").append(Path.of("").toAbsolutePath()).toString();
  }

  /** Starts a child that outlives its parent unless somebody ends it. */
  private static String spawn() throws IOException {
    return Long.toString(new ProcessBuilder("sleep", "600").start().pid());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
