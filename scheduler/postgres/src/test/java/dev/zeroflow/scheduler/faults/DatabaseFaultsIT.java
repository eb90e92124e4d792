package dev.zeroflow.scheduler.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.run.RuntimeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Postgres that is restarted, killed, or lets nobody in. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseFaultsIT {
  private static final FaultWorld WORLD = new FaultWorld();
  private static final Duration LONG = Duration.ofSeconds(90);

  @AfterEach
  void reset() {
    WORLD.reset();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static List<UUID> load() {
    WORLD.functions.on(
        call -> {
          Waits.pause(Duration.ofMillis(30));
          return FunctionServer.Answer.sum(call);
        });
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(WORLD.submit(Shapes.grid(2, 60)));
    }
    return runs;
  }

  private static void assertAllSucceed(List<UUID> runs) {
    WORLD.awaitAll(LONG);
    assertThat(runs).allMatch(run -> WORLD.state(run) == RuntimeState.SUCCEEDED);
    WORLD.check();
  }

  @Test
  void aPostgresThatIsRestartedEverySecondLosesNothing() {
    WORLD.scheduler("a");
    List<UUID> runs = load();
    WORLD.awaitCalls(20);
    for (int i = 0; i < 4; i++) {
      WORLD.postgres.stop();
      WORLD.postgres.startAgain();
      Waits.pause(Duration.ofSeconds(1));
    }
    assertAllSucceed(runs);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterPostgresWasKilled() {
    WORLD.scheduler("a");
    List<UUID> runs = load();
    for (int i = 0; i < 3; i++) {
      int before = WORLD.functions.ledger().size();
      WORLD.awaitCalls(before + 10);
      WORLD.postgres.kill();
      WORLD.postgres.startAgain();
    }
    assertAllSucceed(runs);
  }

  @Test
  void functionsFinishAndAreKeptWhileTheDatabaseIsAwayForLongerThanALease() {
    WORLD.scheduler("a");
    List<UUID> runs = load();
    WORLD.awaitCalls(20);
    WORLD.postgres.stop();
    Waits.pause(FaultWorld.LEASE.multipliedBy(4));
    WORLD.postgres.startAgain();
    assertAllSucceed(runs);
  }
}
