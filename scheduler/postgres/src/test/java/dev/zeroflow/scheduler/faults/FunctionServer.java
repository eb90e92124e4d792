package dev.zeroflow.scheduler.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.spec.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Functions behind HTTP that do what a test says, with a ledger of everything that was called. */
final class FunctionServer implements AutoCloseable {
  private static final int LOST = -1;

  private final HttpServer server;
  private final Queue<Entry> ledger = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
  private volatile Behaviour behaviour = call -> Answer.sum(call);

  private FunctionServer(HttpServer server) {
    this.server = server;
  }

  static FunctionServer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer http = HttpServer.create(address, 1_000);
      var functions = new FunctionServer(http);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/", functions::handle);
      http.start();
      return functions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a call does. */
  @FunctionalInterface
  interface Behaviour {
    Answer answer(Call call) throws Exception;
  }

  /**
   * A call.
   *
   * @param scheduler base address of who calls
   */
  record Call(
      String project,
      String run,
      String task,
      int attempt,
      String token,
      Map<String, @Nullable Object> parameters,
      String scheduler) {
    long number(String name) {
      return parameters.get(name) instanceof Number number ? number.longValue() : 0;
    }
  }

  /**
   * An answer.
   *
   * @param status HTTP status; negative closes the connection without a word
   * @param body JSON
   */
  record Answer(int status, Map<String, ? extends @Nullable Object> body) {
    /** The input {@code n} and one, as {@code n}. */
    static Answer sum(Call call) {
      return outputs(Map.of("n", call.number("n") + 1));
    }

    static Answer outputs(Map<String, ? extends @Nullable Object> parameters) {
      return new Answer(200, Map.of("parameters", parameters));
    }

    static Answer error(String category) {
      return new Answer(
          200, Map.of("error", Map.of("category", category, "message", "on purpose")));
    }

    /** The function will send its result by itself. */
    static Answer later() {
      return new Answer(202, Map.of());
    }

    /** The connection breaks. */
    static Answer lost() {
      return new Answer(LOST, Map.of());
    }
  }

  /** A line of the ledger; times in nanoseconds of this process. */
  record Entry(String project, String run, String task, int attempt, long begun, long ended) {}

  void on(Behaviour next) {
    behaviour = next;
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Entry> ledger() {
    return List.copyOf(ledger);
  }

  /** Most calls of a project at once. */
  int most(String project) {
    return most.getOrDefault(project, new AtomicInteger()).get();
  }

  void reset() {
    ledger.clear();
    most.clear();
    behaviour = Answer::sum;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = call(exchange);
    AtomicInteger now = running.computeIfAbsent(call.project(), project -> new AtomicInteger());
    most.computeIfAbsent(call.project(), project -> new AtomicInteger())
        .accumulateAndGet(now.incrementAndGet(), Math::max);
    long begun = System.nanoTime();
    Answer answer;
    try {
      answer = behaviour.answer(call);
    } catch (Exception e) {
      answer = Answer.error("INTERNAL");
    } finally {
      now.decrementAndGet();
      ledger.add(
          new Entry(
              call.project(), call.run(), call.task(), call.attempt(), begun, System.nanoTime()));
    }
    send(exchange, answer);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() < 0) {
      exchange.close();
      return;
    }
    byte[] body = Json.write(new LinkedHashMap<>(answer.body())).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (exchange;
        var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Map<?, ?> body =
        (Map<?, ?>)
            JsonText.collection(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .orElseThrow();
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) body.get("parameters"))
        .forEach((name, value) -> parameters.put(String.valueOf(name), value));
    return new Call(
        String.valueOf(body.get("project")),
        String.valueOf(body.get("run")),
        String.valueOf(body.get("task")),
        ((Number) body.get("attempt")).intValue(),
        String.valueOf(body.get("token")),
        parameters,
        String.valueOf(body.get("scheduler")));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
