package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.run.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CommandQueue} does. */
public abstract class CommandQueueContract {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private StoreUnderTest store;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
  }

  private UUID submit() {
    return store.runs().submit(Submissions.of(Submissions.ONE));
  }

  private void pass(Duration time) {
    store.pass().accept(time);
  }

  @Test
  void anEmptyQueueHasNothing() {
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
    assertThat(store.commands().untilNext()).isEmpty();
  }

  @Test
  void aDueCommandIsClaimedOnce() {
    UUID run = submit();
    assertThat(store.commands().untilNext()).contains(Duration.ZERO);
    ClaimedCommand claimed = store.commands().claim(10, LEASE).getFirst();
    assertThat(claimed.run()).isEqualTo(run);
    assertThat(claimed.kind()).isEqualTo(Command.Kind.START);
    assertThat(claimed.task()).isEmpty();
    assertThat(claimed.attempt()).isZero();
    assertThat(claimed.dispatches()).isEqualTo(1);
    assertThat(store.commands().claim(10, LEASE)).isEmpty();
    assertThat(store.others().claim(10, LEASE)).isEmpty();
  }

  @Test
  void theOldestCommandsComeFirstAndNoMoreThanTheLimit() {
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(submit());
      pass(Duration.ofSeconds(1));
    }
    assertThat(store.commands().claim(2, LEASE))
        .extracting(ClaimedCommand::run)
        .containsExactlyElementsOf(runs.subList(0, 2));
    assertThat(store.others().claim(10, LEASE))
        .extracting(ClaimedCommand::run)
        .containsExactlyElementsOf(runs.subList(2, 5));
  }

  @Test
  void claimersAtTheSameTimeNeverGetTheSame() throws Exception {
    for (int i = 0; i < 60; i++) {
      submit();
    }
    List<Future<List<Long>>> claimers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        CommandQueue queue = i % 2 == 0 ? store.commands() : store.others();
        claimers.add(threads.submit(() -> claimAll(queue)));
      }
    }
    List<Long> claimed = new ArrayList<>();
    for (Future<List<Long>> each : claimers) {
      claimed.addAll(each.get());
    }
    claimed.addAll(claimAll(store.commands()));
    assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
  }

  private static List<Long> claimAll(CommandQueue queue) {
    List<Long> all = new ArrayList<>();
    List<ClaimedCommand> some = queue.claim(3, LEASE);
    while (!some.isEmpty()) {
      some.forEach(command -> all.add(command.id()));
      some = queue.claim(3, LEASE);
    }
    return all;
  }

  @Test
  void aCommandIsDueAgainWhenItsLeaseIsOver() {
    submit();
    long id = store.commands().claim(1, LEASE).getFirst().id();
    assertThat(store.commands().untilNext().orElseThrow()).isBetween(LEASE.minusMinutes(1), LEASE);
    pass(LEASE.minusMinutes(1));
    assertThat(store.others().claim(1, LEASE)).isEmpty();
    pass(Duration.ofMinutes(2));
    ClaimedCommand again = store.others().claim(1, LEASE).getFirst();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.dispatches()).isEqualTo(2);
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    submit();
    long id = store.commands().claim(1, LEASE).getFirst().id();
    pass(LEASE.minusMinutes(1));
    store.commands().renew(List.of(id, id + 1000), LEASE);
    pass(LEASE.minusMinutes(1));
    assertThat(store.others().claim(1, LEASE)).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(store.others().claim(1, LEASE)).hasSize(1);
  }

  @Test
  void whoHasLostALeaseCannotRenewIt() {
    submit();
    long id = store.commands().claim(1, LEASE).getFirst().id();
    pass(LEASE.plusMinutes(1));
    assertThat(store.others().claim(1, LEASE)).hasSize(1);
    pass(LEASE.minusMinutes(1));
    store.commands().renew(List.of(id), LEASE);
    pass(Duration.ofMinutes(2));
    assertThat(store.commands().claim(1, LEASE).getFirst().dispatches()).isEqualTo(3);
  }

  @Test
  void renewingNothingIsNothing() {
    store.commands().renew(List.of(), LEASE);
    assertThat(store.commands().untilNext()).isEmpty();
  }

  @Test
  void aDiscardedCommandIsGone() {
    submit();
    ClaimedCommand command = store.commands().claim(1, LEASE).getFirst();
    store.commands().discard(command.id());
    store.commands().discard(command.id());
    store.commands().renew(List.of(command.id()), LEASE);
    assertThat(store.commands().untilNext()).isEmpty();
    pass(LEASE.plusMinutes(1));
    assertThat(store.commands().claim(1, LEASE)).isEmpty();
  }
}
