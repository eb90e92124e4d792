package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Many seeds of {@link SimulatedWorld}. A seed that fails is named; it fails again in the same way
 * when {@code new SimulatedWorld(seed).run(...)} is called alone.
 */
class RunSimulation {
  private static final int SEEDS = 300;

  @Test
  void everyRunEndsWhateverIsLostRepeatedOrReordered() {
    var taken = new TreeSet<String>();
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new SimulatedWorld(seed).run(taken);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(taken)
        .as("changes of state that the rules can make and the simulation has made")
        .containsExactlyInAnyOrder(
            "run PENDING > RUNNING",
            "run RUNNING > SUCCEEDED",
            "run RUNNING > FAILED",
            "task null > PENDING",
            "task PENDING > RUNNING",
            "task PENDING > SKIPPED",
            "task PENDING > FAILED",
            "task RUNNING > SUCCEEDED",
            "task RUNNING > FAILED",
            "task RUNNING > PENDING",
            "task PENDING > CANCELED",
            "task RUNNING > CANCELED");
  }
}
