package dev.zeroflow.scheduler.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.RunEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunSignalsIT {
  private static final int PATIENCE_SECONDS = 30;
  private static final String LISTENERS =
      "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";

  private final Vertx vertx = Vertx.vertx();
  private final Semaphore signals = new Semaphore(0);
  private StoreUnderTest store;
  private RunSignals listening;

  @BeforeEach
  void open() {
    store = PostgresUnderTest.empty();
  }

  @AfterEach
  void close() {
    listening.close();
    Sql.await(vertx.close());
  }

  private void listen(int port) {
    listening =
        RunSignals.listen(vertx, PostgresUnderTest.options(port, "postgres"), signals::release);
  }

  private void awaitSignal() throws InterruptedException {
    assertThat(signals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void newRunsAndRequestsAreAnnounced() throws Exception {
    listen(PostgresUnderTest.port());
    awaitSignal();
    UUID run = store.runs().submit(Submissions.of(Submissions.ONE));
    awaitSignal();
    store.queue().post("default", run, new RunEvent.CancelRequested());
    awaitSignal();
  }

  @Test
  void aLostConnectionIsMadeAgain() throws Exception {
    listen(PostgresUnderTest.port());
    awaitSignal();
    assertThat(
            PostgresUnderTest.column(
                "SELECT pg_terminate_backend(pid) FROM (%s) AS listeners".formatted(LISTENERS)))
        .contains("true");
    awaitSignal();
    store.runs().submit(Submissions.of(Submissions.ONE));
    awaitSignal();
  }

  @Test
  void whoeverHasClosedItIsNotCalledAnyMore() throws Exception {
    listen(PostgresUnderTest.port());
    awaitSignal();
    listening.close();
    while (!PostgresUnderTest.column(LISTENERS).isEmpty()) {
      Thread.onSpinWait();
    }
    store.runs().submit(Submissions.of(Submissions.ONE));
    assertThat(signals.availablePermits()).isZero();
  }

  @Test
  void aDatabaseThatIsNotThereYetIsWaitedFor() throws Exception {
    int port = freePort();
    listen(port);
    NetClient client = vertx.createNetClient();
    Sql.await(
        vertx
            .createNetServer()
            .connectHandler(caller -> forward(client, caller))
            .listen(port, "127.0.0.1"));
    awaitSignal();
    store.runs().submit(Submissions.of(Submissions.ONE));
    awaitSignal();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void forward(NetClient client, NetSocket caller) {
    caller.pause();
    client
        .connect(PostgresUnderTest.port(), "127.0.0.1")
        .onSuccess(
            database -> {
              caller.pipeTo(database);
              database.pipeTo(caller);
            });
  }
}
