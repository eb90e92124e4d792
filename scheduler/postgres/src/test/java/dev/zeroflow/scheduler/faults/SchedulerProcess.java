package dev.zeroflow.scheduler.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.engine.AttemptRef;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.engine.SchedulerConfig;
import dev.zeroflow.scheduler.engine.SchedulerPorts;
import dev.zeroflow.scheduler.engine.SigningKey;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.engine.VirtualThreads;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.postgres.PgRunQueue;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.postgres.PgShardLeases;
import dev.zeroflow.scheduler.postgres.PgSlotBudget;
import dev.zeroflow.scheduler.postgres.PgTaskCache;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;

/**
 * A scheduler in a process of its own: {@code NAME POSTGRES_PORT FUNCTIONS_PORT LEASE_MILLIS
 * SLOTS}. Says {@code ready} on standard output, ends in good order with standard input, and takes
 * results under {@code /complete}.
 */
final class SchedulerProcess {
  private static final int CONNECTIONS = 4;

  private SchedulerProcess() {}

  public static void main(String[] args) {
    try {
      run(args);
      System.exit(0);
    } catch (IOException | RuntimeException e) {
      System.err.println("the scheduler does not start: " + e);
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException {
    var tokens = tokens();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    String self = "http://127.0.0.1:" + http.getAddress().getPort();
    Pool pool = FaultPostgres.pool(Vertx.vertx(), Integer.parseInt(args[1]), CONNECTIONS);
    var invoker = new HttpInvoker(Integer.parseInt(args[2]), tokens, self);
    var background = new VirtualThreads();
    var scheduler =
        new Scheduler(
            new SchedulerPorts(state(pool), invoker, new NoArtifacts(), (p, r, t, a, l) -> {}),
            config(args, tokens, self),
            background,
            System::nanoTime);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/complete", exchange -> complete(exchange, tokens, scheduler));
    http.start();
    scheduler.start();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Whatever comes; the end of the input is what counts.
    }
    scheduler.close();
  }

  static AttemptTokens tokens() {
    return new AttemptTokens(new SigningKey(new byte[32]));
  }

  private static SchedulerPorts.State state(Pool pool) {
    return new SchedulerPorts.State(
        new PgRunStore(pool, (connection, facts) -> {}),
        new PgRunQueue(pool),
        new PgShardLeases(pool),
        new PgSlotBudget(pool),
        new PgTaskCache(pool));
  }

  private static SchedulerConfig config(String[] args, AttemptTokens tokens, String self) {
    return new SchedulerConfig(
        args[0],
        TaskFunctions.only(PipelineText.IMAGE, "functions"),
        image -> image,
        self,
        tokens,
        new ArtifactUris("artifacts"),
        new SchedulerConfig.Timing(
            Duration.ofMillis(Long.parseLong(args[3])),
            Duration.ofMillis(100),
            Duration.ofSeconds(2)),
        new SchedulerConfig.Bounds(Integer.parseInt(args[4]), 1_000));
  }

  /** 204 accepted, 200 late, 401 forged, 503 not here. */
  private static void complete(HttpExchange exchange, AttemptTokens tokens, Scheduler scheduler)
      throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Optional<AttemptRef> attempt = tokens.read(token == null ? "" : token);
    int status =
        attempt
            .map(
                it ->
                    status(scheduler.complete(it, HttpInvoker.result(String.valueOf(token), body))))
            .orElse(401);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int status(Scheduler.Acceptance acceptance) {
    return switch (acceptance) {
      case ACCEPTED -> 204;
      case LATE -> 200;
      case ELSEWHERE -> 503;
    };
  }

  private static final class NoArtifacts implements ArtifactAccess {
    @Override
    public String readAddress(String uri, Duration validity) {
      throw new IllegalStateException("no artifacts");
    }

    @Override
    public OptionalLong size(String uri) {
      return OptionalLong.empty();
    }

    @Override
    public ArtifactRef find(String project, String uri, Executor.Importer importer) {
      throw new IllegalStateException("no artifacts");
    }
  }
}
