package dev.zeroflow.scheduler.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.run.RuntimeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schedulers that are killed, frozen, doubled, added and taken away. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessFaultsIT {
  private static final FaultWorld WORLD = new FaultWorld();
  private static final Duration LONG = Duration.ofSeconds(60);

  @AfterEach
  void reset() {
    WORLD.reset();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static FunctionServer.Answer slowly(FunctionServer.Call call) {
    Waits.pause(Duration.ofMillis(20));
    return FunctionServer.Answer.sum(call);
  }

  private static void assertSucceeded(UUID run) {
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
  }

  @Test
  void aKilledSchedulerIsReplacedByTheNextOfItsNameAtOnce() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    var random = new Random(1);
    SchedulerHandle scheduler = WORLD.scheduler("a");
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(WORLD.submit(Shapes.grid(4, 25)));
    }
    for (int kill = 0; kill < 6; kill++) {
      int before = WORLD.functions.ledger().size();
      WORLD.awaitCalls(Math.min(390, before + 10));
      Waits.pause(Duration.ofMillis(random.nextInt(100)));
      scheduler.kill();
      scheduler = WORLD.scheduler("a");
    }
    WORLD.awaitAll(LONG);
    runs.forEach(ProcessFaultsIT::assertSucceeded);
    WORLD.check();
  }

  @Test
  void theRunsOfAKilledSchedulerGoOnWithAnotherWhenItsLeaseHasEnded() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    SchedulerHandle first = WORLD.scheduler("a");
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(WORLD.submit(Shapes.chain(60)));
    }
    WORLD.awaitCalls(30);
    SchedulerHandle second = WORLD.scheduler("b");
    first.kill();
    WORLD.awaitAll(LONG);
    runs.forEach(ProcessFaultsIT::assertSucceeded);
    assertThat(second.isAlive()).isTrue();
    WORLD.check();
  }

  @Test
  void whatAFrozenSchedulerDoesAfterItsLeaseCountsForNothing() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    SchedulerHandle frozen = WORLD.scheduler("a");
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(WORLD.submit(Shapes.chain(80)));
    }
    WORLD.awaitCalls(40);
    SchedulerHandle other = WORLD.scheduler("b");
    for (int i = 0; i < 2; i++) {
      frozen.freeze();
      Waits.pause(FaultWorld.LEASE.multipliedBy(2));
      frozen.thaw();
      Waits.pause(Duration.ofMillis(300));
    }
    WORLD.awaitAll(LONG);
    runs.forEach(ProcessFaultsIT::assertSucceeded);
    assertThat(other.isAlive()).isTrue();
    assertThat(frozen.isAlive()).isTrue();
    WORLD.check();
  }

  @Test
  void ofTwoSchedulersWithOneNameTheSecondWorksAndTheFirstStops() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    WORLD.scheduler("a");
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(WORLD.submit(Shapes.chain(40)));
    }
    WORLD.awaitCalls(20);
    WORLD.scheduler("a");
    WORLD.awaitAll(LONG);
    runs.forEach(ProcessFaultsIT::assertSucceeded);
    WORLD.check();
  }

  @Test
  void schedulersComeAndGoUnderLoadAndNothingIsLost() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    List<SchedulerHandle> all = new ArrayList<>();
    all.add(WORLD.scheduler("n0"));
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      runs.add(WORLD.submit(Shapes.chain(60)));
    }
    for (int i = 1; i < 4; i++) {
      WORLD.awaitCalls(i * 40);
      all.add(WORLD.scheduler("n" + i));
      for (int j = 0; j < 4; j++) {
        runs.add(WORLD.submit(Shapes.chain(40)));
      }
    }
    WORLD.awaitCalls(300);
    all.get(0).stop();
    all.get(1).kill();
    all.get(2).stop();
    WORLD.awaitAll(LONG);
    runs.forEach(ProcessFaultsIT::assertSucceeded);
    WORLD.check();
  }

  @Test
  void aSchedulerThatIsStoppedInGoodOrderLosesNoAttempt() {
    WORLD.functions.on(ProcessFaultsIT::slowly);
    SchedulerHandle first = WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.grid(8, 30));
    WORLD.scheduler("b");
    WORLD.awaitCalls(60);
    first.stop();
    WORLD.awaitAll(LONG);
    assertSucceeded(run);
    assertThat(WORLD.load(run).tasks().values()).allMatch(task -> task.losses() == 0);
    WORLD.check();
  }
}
