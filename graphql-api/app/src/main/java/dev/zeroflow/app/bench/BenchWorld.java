package dev.zeroflow.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.zeroflow.app.embedded.DataDirectory;
import dev.zeroflow.app.embedded.LocalPostgres;
import dev.zeroflow.app.run.CloudEventTaskInvoker;
import dev.zeroflow.knative.local.JavaImage;
import dev.zeroflow.knative.local.LocalFunctionRuntime;
import dev.zeroflow.knative.local.LocalRuntimeConfig;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.engine.SchedulerConfig;
import dev.zeroflow.scheduler.engine.SchedulerPorts;
import dev.zeroflow.scheduler.engine.SigningKey;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.engine.VirtualThreads;
import dev.zeroflow.scheduler.port.ConcurrencyLimits;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Scale;
import dev.zeroflow.scheduler.postgres.PgConcurrencyLimits;
import dev.zeroflow.scheduler.postgres.PgRunQueue;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.postgres.PgShardLeases;
import dev.zeroflow.scheduler.postgres.PgSlotBudget;
import dev.zeroflow.scheduler.postgres.PgTaskCache;
import dev.zeroflow.scheduler.postgres.SchedulingSchema;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.store.MetadataSchema;
import dev.zeroflow.store.PgLineageWriter;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A scheduler with its real parts, and meters between them. */
final class BenchWorld implements AutoCloseable {
  static final String PROJECT = "default";

  private static final String IMAGE = "zeroflow/tasks:0.1.0";
  private static final String FUNCTION = "tasks";
  private static final int CONNECTIONS = 8;
  private static final int SLOTS = 32;
  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

  final LocalPostgres postgres;
  final StoreMeter store;
  final CallMeter calls;
  final ConcurrencyLimits limits;
  private final DataDirectory data;
  private final Vertx vertx;
  private final Pool pool;
  private final LocalFunctionRuntime functions;
  private final VirtualThreads background = new VirtualThreads();
  private final Scheduler scheduler;
  private final RunClient client;

  private BenchWorld(Path home, Path folder) throws IOException {
    data = DataDirectory.open(folder);
    postgres = LocalPostgres.start(data, Map.of("shared_preload_libraries", "pg_stat_statements"));
    migrate();
    vertx = Vertx.vertx();
    pool = pool();
    functions = functions(home, folder);
    store = new StoreMeter(new PgRunStore(pool, new PgLineageWriter()));
    calls = new CallMeter(new CloudEventTaskInvoker(functions, json()));
    limits = new PgConcurrencyLimits(pool);
    scheduler = new Scheduler(ports(), config(), background, System::nanoTime);
    client =
        new RunClient(
            store,
            TaskFunctions.only(IMAGE, FUNCTION),
            UUID::randomUUID,
            scheduler::wake,
            accepted -> {});
    scheduler.start();
  }

  /**
   * Starts everything.
   *
   * @param home directory of the checkout, with its built function images
   * @param folder where data may be written
   */
  static BenchWorld open(Path home, Path folder) throws IOException {
    return new BenchWorld(home, folder);
  }

  Path folder() {
    return data.path();
  }

  /** Submits a run without waiting for it. */
  UUID submit(String project, byte[] document) {
    return client
        .submit(
            new RunClient.Request(
                project,
                null,
                document,
                Map.of(),
                Map.of(),
                StartReason.MANUAL,
                new RunOptions(false, ""),
                0,
                null))
        .id();
  }

  /** The run once it has ended. */
  RunSnapshot await(UUID run) {
    try {
      return store.end(run).get(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("run " + run + " has not ended", e);
    } finally {
      store.forget(run);
    }
  }

  Counters counters() {
    return Counters.read(postgres, data.path());
  }

  @Override
  public void close() throws IOException {
    scheduler.close();
    background.close();
    functions.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
    data.close();
  }

  private void migrate() {
    SchedulingSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
    MetadataSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    } catch (SQLException e) {
      throw new IllegalStateException("statements cannot be counted", e);
    }
  }

  private Pool pool() {
    var options =
        new PgConnectOptions()
            .setHost(postgres.host())
            .setPort(postgres.port())
            .setDatabase(postgres.database())
            .setUser(postgres.user())
            .setPassword(postgres.password())
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(CONNECTIONS))
        .using(vertx)
        .build();
  }

  private static LocalFunctionRuntime functions(Path home, Path folder) throws IOException {
    Path jar = home.resolve("functions/tasks/target/zeroflow-functions-tasks-0.1.0-runner.jar");
    JavaImage image = JavaImage.of(jar, "256m", home.resolve(".zeroflow/aot"));
    var runtime =
        LocalFunctionRuntime.start(
            LocalRuntimeConfig.of(folder.resolve("functions"), Map.of(IMAGE, image)),
            (function, replica, line) -> {},
            event -> {});
    var scale =
        new Scale(
            1, 1, SLOTS, Duration.ofMinutes(10), Duration.ZERO, Duration.ofSeconds(60), 20_000);
    runtime.ensure(new FunctionSpec(FUNCTION, FunctionKind.TASK, IMAGE, Map.of(), scale));
    return runtime;
  }

  private static ObjectMapper json() {
    return new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }

  private SchedulerPorts ports() {
    var state =
        new SchedulerPorts.State(
            store,
            new PgRunQueue(pool),
            new PgShardLeases(pool),
            new PgSlotBudget(pool),
            new PgTaskCache(pool));
    return new SchedulerPorts(
        state, calls, new NoArtifacts(), (project, run, task, attempt, lines) -> {});
  }

  private static SchedulerConfig config() {
    return new SchedulerConfig(
        "bench",
        TaskFunctions.only(IMAGE, FUNCTION),
        image -> image,
        "http://127.0.0.1:1",
        new AttemptTokens(new SigningKey(new byte[32])),
        new ArtifactUris("bench"),
        SchedulerConfig.Timing.DEFAULT,
        new SchedulerConfig.Bounds(SLOTS, SchedulerConfig.Bounds.DEFAULT.runs()));
  }

  /** Every task with the number that it put out. */
  static List<Long> sums(RunSnapshot run) {
    return run.tasks().values().stream()
        .map(task -> task.outputs().parameters().get("sum"))
        .map(sum -> sum instanceof Long number ? number : -1L)
        .toList();
  }
}
