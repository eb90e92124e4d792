package dev.zeroflow.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class DistributionPropertiesTest {
  @RepeatedTest(200)
  void everyPointOfTheUnitIntervalIsAValueThatFindsItsWayBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Distribution distribution = RandomSpaces.distribution(random);
    for (double unit : new double[] {0, 1, 0.5, random.nextDouble(), Math.nextDown(1.0)}) {
      double internal = distribution.fromUnit(unit);
      assertThat(distribution.contains(internal)).as("%s of %s", unit, distribution).isTrue();
      assertThat(distribution.toInternal(distribution.toExternal(internal))).isEqualTo(internal);
      assertThat(distribution.toUnit(internal)).isBetween(0.0, 1.0);
      double again = distribution.fromUnit(distribution.toUnit(internal));
      assertThat(again).isCloseTo(internal, within(1e-9 * Math.max(1, Math.abs(internal))));
    }
  }
}
