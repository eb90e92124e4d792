package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.schedule.NewRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRun;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleSignalsTest extends PostgresTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";

  private final PgRecurringRuns runs = new PgRecurringRuns(POOL);
  private final Semaphore signals = new Semaphore(0);
  private final Vertx vertx = Vertx.vertx();
  private ScheduleSignals listening;

  @BeforeEach
  void listen() throws InterruptedException {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(URI.create(jdbcUrl().substring("jdbc:".length())).getPort())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres");
    listening = ScheduleSignals.listen(vertx, options, signals::release);
    awaitSignal();
  }

  @AfterEach
  void close() {
    listening.close();
    Database.await(vertx.close());
  }

  private void awaitSignal() throws InterruptedException {
    assertThat(signals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void newAndEnabledSchedulesAreAnnounced() throws InterruptedException {
    RecurringRun run = NewRecurringRuns.in(project, Experiment.defaultId(project));
    runs.create(run);
    awaitSignal();
    runs.enable(project, run.id(), true, NOW);
    awaitSignal();
  }

  @Test
  void aLostConnectionIsMadeAgainAndCountsAsASignal() throws InterruptedException {
    new Database(POOL).run(CUT, Tuple.tuple());
    awaitSignal();
    runs.create(NewRecurringRuns.in(project, Experiment.defaultId(project)));
    awaitSignal();
  }
}
