package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.SlotBudget.Demand;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Limit EVERYTHING = new Limit(Scope.EVERYTHING, "");
  private static final Limit TEAM = new Limit(Scope.PROJECT, "team");
  private static final Limit TASKS = new Limit(Scope.FUNCTION, "tasks");
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Slots slots = new Slots(100, () -> {});
  private final List<Slots.Ticket> holding = new ArrayList<>();

  private void allow(int team) {
    slots.allow(Map.of(EVERYTHING, UNLIMITED, TEAM, team, TASKS, UNLIMITED));
  }

  private void request(int tickets) {
    for (int i = 0; i < tickets; i++) {
      var ticket = new Slots.Ticket[1];
      ticket[0] = new Slots.Ticket("team", "tasks", 0, () -> holding.add(ticket[0]));
      if (slots.request(ticket[0])) {
        holding.add(ticket[0]);
      }
    }
  }

  private void endOne() {
    slots.release(holding.removeFirst());
  }

  @Test
  void aLowerLimitIsReachedAlthoughOthersWait() {
    allow(3);
    request(9);
    assertThat(slots.inUse()).isEqualTo(3);
    assertThat(slots.demands()).containsEntry(TEAM, new Demand(3, 9));
    allow(1);
    endOne();
    assertThat(slots.inUse()).isEqualTo(2);
    slots.demands();
    endOne();
    assertThat(slots.inUse()).isEqualTo(1);
    endOne();
    assertThat(slots.inUse()).as("the next one has its turn").isEqualTo(1);
    allow(0);
    endOne();
    assertThat(slots.inUse()).isZero();
    allow(2);
    assertThat(slots.inUse()).isEqualTo(2);
  }

  @Test
  void whileItAsksASchedulerTakesNoMoreThanItHasTold() {
    allow(5);
    request(2);
    assertThat(slots.demands()).containsEntry(TEAM, new Demand(2, 2));
    request(2);
    assertThat(slots.inUse()).isEqualTo(2);
    allow(4);
    assertThat(slots.inUse()).isEqualTo(4);
  }

  @Test
  void withoutALimitNothingWaits() {
    allow(UNLIMITED);
    slots.demands();
    request(50);
    assertThat(slots.inUse()).isEqualTo(50);
  }
}
