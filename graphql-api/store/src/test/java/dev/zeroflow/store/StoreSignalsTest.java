package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.schedule.NewRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.webhook.RegistryNews;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreSignalsTest extends PostgresTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";

  private final PgRecurringRuns runs = new PgRecurringRuns(POOL);
  private final PgWebhooks webhooks = new PgWebhooks(POOL, new WebhookStoreTest.Mirror());
  private final Semaphore signals = new Semaphore(0);
  private final Semaphore told = new Semaphore(0);
  private final Vertx vertx = Vertx.vertx();
  private StoreSignals listening;

  @BeforeEach
  void listen() throws InterruptedException {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(URI.create(jdbcUrl().substring("jdbc:".length())).getPort())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres");
    listening = StoreSignals.listen(vertx, options, signals::release, told::release);
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

  @Test
  void whatIsToDeliverIsAnnouncedByTheCommit() throws InterruptedException {
    assertThat(told.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    var news = RegistryNews.example(WebhookEvent.MODEL_VERSION_CREATED);
    var author = new Author(project, "ann", NOW);
    webhooks.create(author, WebhookStoreTest.wanted("w", WebhookStoreTest.ALL));
    told.drainPermits();
    new Database(POOL)
        .transaction(
            connection -> {
              RegistryOutbox.write(connection, project, List.of(news), NOW);
              return news;
            });
    assertThat(told.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }
}
