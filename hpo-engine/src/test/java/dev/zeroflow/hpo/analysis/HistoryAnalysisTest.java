package dev.zeroflow.hpo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryAnalysisTest {
  private final Study pairs =
      Study.create(
          new StudySettings(List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 1),
          new RandomSampler());
  private final Study single =
      Study.create(new StudySettings(List.of(Direction.MAXIMIZE), 1), new RandomSampler());

  @Test
  void theFrontIsWhatNothingIsBetterThan() {
    tell(pairs, 1, 1);
    tell(pairs, 2, 3);
    tell(pairs, 3, 2);
    infeasible(pairs, 0, 9);
    pairs.tell(pairs.ask().number(), Outcome.failed());
    assertThat(numbers(BestTrials.front(pairs.history()))).containsExactly(0, 1);
  }

  @Test
  void theFrontOfOneObjectiveIsAllThatIsBest() {
    tell(single, 1);
    tell(single, 4);
    tell(single, 4);
    assertThat(numbers(BestTrials.front(single.history()))).containsExactly(1, 2);
    Study empty = Study.create(StudySettings.minimize(1), new RandomSampler());
    assertThat(BestTrials.front(empty.history())).isEmpty();
  }

  @Test
  void incumbentsAreBetterThanAllBeforeThem() {
    for (double value : new double[] {1, 0.5, 3, 3, 7, 2}) {
      tell(single, value);
    }
    infeasible(single, 100);
    assertThat(numbers(BestTrials.incumbents(single.history()))).containsExactly(0, 2, 4);
  }

  @Test
  void theVolumeGrowsWithTheFront() {
    tell(pairs, 2, 3);
    tell(pairs, 5, 5);
    tell(pairs, 1, 1);
    tell(pairs, 3, 3);
    var curve = HypervolumeCurve.of(pairs.history(), Values.of(4, 0));
    assertThat(curve)
        .containsExactly(
            new HypervolumeCurve.Point(0, 6),
            new HypervolumeCurve.Point(1, 6),
            new HypervolumeCurve.Point(2, 7),
            new HypervolumeCurve.Point(3, 7));
    assertThatThrownBy(() -> HypervolumeCurve.of(pairs.history(), Values.of(4)))
        .isInstanceOf(HpoException.class);
  }

  private static List<Integer> numbers(List<Trial> trials) {
    return trials.stream().map(Trial::number).toList();
  }

  private static void tell(Study study, double... values) {
    study.tell(study.ask().number(), Outcome.completed(values));
  }

  private static void infeasible(Study study, double... values) {
    int number = study.ask().number();
    study.constrain(number, "size", 1);
    study.tell(number, Outcome.completed(values));
  }
}
