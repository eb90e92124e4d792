package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.run.Seeds;
import dev.zeroflow.scheduler.run.TransitionCoverage;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many seeds of {@link SimulatedWorld}. A seed that fails is named; it fails again in the same way
 * when {@code new SimulatedWorld(seed).run()} is called alone.
 */
class RunSimulation {
  private final Level before = SimulationMain.ENGINE.getLevel();

  @BeforeEach
  void keepTheEngineQuiet() {
    SimulationMain.ENGINE.setLevel(Level.OFF);
  }

  @AfterEach
  void letTheEngineSpeak() {
    SimulationMain.ENGINE.setLevel(before);
  }

  private static final int ENOUGH_FOR_ALL = 1_000;

  @Test
  void everyRunEndsAndNothingCountsTwiceWhateverIsLostRepeatedOrReordered() {
    var coverage = new TransitionCoverage();
    var seeds = Seeds.wanted(ENOUGH_FOR_ALL);
    seeds.check(seed -> coverage.add(new SimulatedWorld(seed).run().log()));
    if (seeds.count() >= ENOUGH_FOR_ALL) {
      coverage.check();
    }
  }
}
