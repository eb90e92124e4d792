package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.SlotBudget.Demand;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SlotBudget} does, with its {@link ConcurrencyLimits}. */
public abstract class SlotBudgetContract {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Limit TEAM = new Limit(Scope.PROJECT, "team");
  private static final Limit EVERYTHING = new Limit(Scope.EVERYTHING, "");

  private StoreUnderTest store;
  private Member one;
  private Member two;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    one = store.leases().join("one", LEASE);
    two = store.leases().join("two", LEASE);
  }

  private int balance(Member member, int held, int wanted) {
    return store.budget().balance(member, Map.of(TEAM, new Demand(held, wanted))).get(TEAM);
  }

  @Test
  void withoutALimitThereIsNone() {
    assertThat(balance(one, 0, 5)).isEqualTo(Integer.MAX_VALUE);
    assertThat(store.budget().balance(one, Map.of())).isEmpty();
    assertThat(store.limits().list()).isEmpty();
  }

  @Test
  void limitsAreSetChangedAndRemoved() {
    store.limits().set(TEAM, 3);
    store.limits().set(EVERYTHING, 100);
    store.limits().set(TEAM, 4);
    assertThat(store.limits().list()).containsOnly(Map.entry(TEAM, 4), Map.entry(EVERYTHING, 100));
    assertThat(balance(one, 0, 9)).isEqualTo(4);
    assertThat(store.limits().remove(TEAM)).isTrue();
    assertThat(store.limits().remove(TEAM)).isFalse();
    assertThat(balance(one, 0, 9)).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> store.limits().set(TEAM, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyLimitIsSharedForItself() {
    Limit function = new Limit(Scope.FUNCTION, "team");
    store.limits().set(TEAM, 3);
    store.limits().set(EVERYTHING, 0);
    assertThat(
            store
                .budget()
                .balance(
                    one,
                    Map.of(
                        TEAM,
                        new Demand(0, 9),
                        EVERYTHING,
                        new Demand(0, 9),
                        function,
                        new Demand(0, 9))))
        .containsOnly(
            Map.entry(TEAM, 3), Map.entry(EVERYTHING, 0), Map.entry(function, Integer.MAX_VALUE));
  }

  @Test
  void whatOneDoesNotWantOthersMayHave() {
    store.limits().set(TEAM, 10);
    assertThat(balance(one, 0, 2)).isEqualTo(2);
    assertThat(balance(two, 0, 50)).isEqualTo(8);
  }

  @Test
  void whoUsesMoreThanItsShareGivesItBackAsItGetsFree() {
    store.limits().set(TEAM, 10);
    assertThat(balance(one, 0, 50)).isEqualTo(10);
    assertThat(balance(two, 0, 50)).isZero();
    assertThat(balance(one, 10, 50)).isEqualTo(5);
    assertThat(balance(two, 0, 50)).isZero();
    assertThat(balance(one, 7, 50)).isEqualTo(5);
    assertThat(balance(two, 0, 50)).isEqualTo(3);
    assertThat(balance(one, 4, 50)).isEqualTo(5);
    assertThat(balance(two, 3, 50)).isEqualTo(5);
    assertThat(balance(one, 5, 50)).isEqualTo(5);
  }

  @Test
  void whoeverWantsNothingMoreGivesBack() {
    store.limits().set(TEAM, 4);
    assertThat(balance(one, 0, 4)).isEqualTo(4);
    assertThat(balance(one, 0, 0)).isZero();
    assertThat(balance(two, 0, 4)).isEqualTo(4);
  }

  @Test
  void aSingleSlotGoesRound() {
    store.limits().set(TEAM, 1);
    int held = 0;
    int other = 0;
    int changes = 0;
    for (int i = 0; i < 12; i++) {
      int first = balance(one, 0, 5);
      int second = balance(two, 0, 5);
      assertThat(first + second).isLessThanOrEqualTo(1);
      changes += first != held || second != other ? 1 : 0;
      held = first;
      other = second;
      store.pass().accept(Duration.ofSeconds(10));
    }
    assertThat(changes).isGreaterThan(2);
  }

  @Test
  void aLowerLimitHoldsOnceEnoughHasEnded() {
    store.limits().set(TEAM, 8);
    assertThat(balance(one, 0, 8)).isEqualTo(8);
    store.limits().set(TEAM, 2);
    assertThat(balance(one, 8, 20)).isEqualTo(2);
    assertThat(balance(two, 0, 8)).as("what one uses is not free yet").isZero();
    assertThat(balance(one, 1, 8)).isEqualTo(1);
    assertThat(balance(two, 0, 8)).isEqualTo(1);
  }

  @Test
  void membersThatAreGoneDoNotCount() {
    store.limits().set(TEAM, 6);
    assertThat(balance(one, 0, 6)).isEqualTo(6);
    store.pass().accept(LEASE.minusMinutes(1));
    store.leases().renew(two, LEASE);
    assertThat(balance(two, 0, 6)).isZero();
    store.pass().accept(Duration.ofMinutes(2));
    assertThat(balance(two, 0, 6)).isEqualTo(6);
  }

  @Test
  void whoseLeaseHasEndedGetsNothingNew() {
    store.limits().set(TEAM, 6);
    store.pass().accept(LEASE.plusMinutes(1));
    assertThat(balance(one, 0, 6)).isZero();
    assertThat(balance(one, 2, 6)).isEqualTo(2);
    store.leases().renew(one, LEASE);
    assertThat(balance(one, 2, 6)).isEqualTo(6);
  }

  @Test
  void whoLeavesOrIsReplacedGivesEverythingBack() {
    store.limits().set(TEAM, 6);
    assertThat(balance(one, 0, 6)).isEqualTo(6);
    Member again = store.leases().join("one", LEASE);
    assertThat(balance(two, 0, 6)).isEqualTo(6);
    store.leases().leave(two);
    assertThat(balance(again, 0, 6)).isEqualTo(6);
  }

  @Test
  void togetherTheyNeverGetMoreThanTheLimit() {
    var random = new Random(11);
    List<Member> members = new ArrayList<>(List.of(one, two));
    members.add(store.leases().join("three", LEASE));
    store.limits().set(TEAM, 7);
    Map<Member, Integer> allowed = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      Member member = members.get(random.nextInt(members.size()));
      int held = random.nextInt(allowed.getOrDefault(member, 0) + 1);
      int granted = balance(member, held, held + random.nextInt(10));
      allowed.put(member, Math.max(held, granted));
      assertThat(allowed.values().stream().mapToInt(Integer::intValue).sum())
          .isLessThanOrEqualTo(7);
    }
  }

  @Test
  void balancesAtTheSameTimeNeverGetMoreThanTheLimit() throws Exception {
    store.limits().set(TEAM, 5);
    store.limits().set(EVERYTHING, 9);
    Map<Limit, Demand> demands = Map.of(TEAM, new Demand(0, 4), EVERYTHING, new Demand(0, 4));
    List<Future<Map<Limit, Integer>>> balances = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Member member = store.leases().join("member-" + i, LEASE);
        balances.add(threads.submit(() -> store.budget().balance(member, demands)));
      }
    }
    int team = 0;
    int everything = 0;
    for (Future<Map<Limit, Integer>> each : balances) {
      team += each.get().get(TEAM);
      everything += each.get().get(EVERYTHING);
    }
    assertThat(team).isBetween(1, 5);
    assertThat(everything).isBetween(1, 9);
  }
}
