package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.FairShare.Use;
import dev.zeroflow.scheduler.port.SlotBudget.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairShareTest {
  @Test
  void whoeverWantsLittleGetsItAllAndTheOthersShareTheRest() {
    assertThat(FairShare.of(10, List.of(2, 100, 100), 0)).containsExactly(2, 4, 4);
    assertThat(FairShare.of(10, List.of(1, 2, 3), 0)).containsExactly(1, 2, 3);
    assertThat(FairShare.of(12, List.of(5, 1, 9), 0)).containsExactly(5, 1, 6);
  }

  @Test
  void nobodyGetsWhatItDoesNotWant() {
    assertThat(FairShare.of(10, List.of(0, 0), 0)).containsExactly(0, 0);
    assertThat(FairShare.of(10, List.of(), 0)).isEmpty();
    assertThat(FairShare.of(0, List.of(3, 4), 0)).containsExactly(0, 0);
  }

  @Test
  void whatCannotBeDividedGoesRound() {
    assertThat(FairShare.of(4, List.of(9, 9, 9), 0)).containsExactly(2, 1, 1);
    assertThat(FairShare.of(4, List.of(9, 9, 9), 1)).containsExactly(1, 2, 1);
    assertThat(FairShare.of(4, List.of(9, 9, 9), 5)).containsExactly(1, 1, 2);
    assertThat(FairShare.of(1, List.of(9, 0, 9), 0)).containsExactly(1, 0, 0);
    assertThat(FairShare.of(1, List.of(9, 0, 9), -1)).containsExactly(0, 0, 1);
  }

  @Test
  void nothingIsLeftOverWhileSomebodyWantsMore() {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      int slots = random.nextInt(40);
      List<Integer> wants = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        wants.add(random.nextInt(20));
      }
      int[] shares = FairShare.of(slots, wants, random.nextLong());
      int wanted = wants.stream().mapToInt(Integer::intValue).sum();
      assertThat(Arrays.stream(shares).sum()).isEqualTo(Math.min(slots, wanted));
      for (int i = 0; i < shares.length; i++) {
        assertThat(shares[i]).isBetween(0, wants.get(i));
        for (int j = 0; j < shares.length; j++) {
          if (shares[i] < wants.get(i)) {
            assertThat(shares[j]).isLessThanOrEqualTo(shares[i] + 1);
          }
        }
      }
    }
  }

  @Test
  void aMemberGetsItsShareAsFarAsTheOthersLeaveRoom() {
    assertThat(FairShare.grant(10, Map.of(), "a", new Demand(0, 20), 0)).isEqualTo(10);
    assertThat(FairShare.grant(10, Map.of("b", new Use(20, 8)), "a", new Demand(0, 20), 0))
        .isEqualTo(2);
    assertThat(FairShare.grant(10, Map.of("b", new Use(20, 5)), "a", new Demand(0, 20), 0))
        .isEqualTo(5);
    assertThat(FairShare.grant(10, Map.of("b", new Use(20, 0)), "a", new Demand(0, 20), 0))
        .isEqualTo(5);
    assertThat(FairShare.grant(10, Map.of("b", new Use(1, 1)), "a", new Demand(0, 20), 0))
        .isEqualTo(9);
  }

  @Test
  void aMemberThatHoldsMoreThanItsShareMayNotTakeTheNext() {
    assertThat(FairShare.grant(10, Map.of("b", new Use(20, 3)), "a", new Demand(7, 20), 0))
        .isEqualTo(5);
    assertThat(FairShare.grant(2, Map.of("b", new Use(9, 9)), "a", new Demand(4, 4), 0)).isZero();
    assertThat(FairShare.grant(0, Map.of(), "a", new Demand(3, 9), 0)).isZero();
    assertThat(FairShare.grant(10, Map.of(), "a", new Demand(3, 1), 0)).isEqualTo(3);
  }
}
