package dev.zeroflow.scheduler.run;

import org.junit.jupiter.api.Test;

/**
 * Many seeds of {@link SimulatedRun}. A seed that fails is named; it fails again in the same way
 * when {@code new SimulatedRun(seed).run()} is called alone.
 */
class RuleSimulation {
  private static final int ENOUGH_FOR_ALL = 1_000;

  @Test
  void everyRunEndsWhateverHappensToItAndEveryDeclaredChangeOfStateHappens() {
    var coverage = new TransitionCoverage();
    var seeds = Seeds.wanted(ENOUGH_FOR_ALL);
    seeds.check(seed -> coverage.add(new SimulatedRun(seed).run()));
    if (seeds.count() >= ENOUGH_FOR_ALL) {
      coverage.check();
    }
  }
}
