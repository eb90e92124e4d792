package dev.zeroflow.metadata.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunSelectionTest {
  private static RunSelection in(RunState... states) {
    return new RunSelection(
        Set.of(),
        new LinkedHashSet<>(List.of(states)),
        List.of(),
        List.of(),
        "",
        null,
        null,
        null,
        null,
        false);
  }

  @Test
  void theSameSelectionIsTheSameTextInAnyOrder() {
    RunSelection one = in(RunState.FAILED, RunState.RUNNING, RunState.CANCELED);
    RunSelection other = in(RunState.CANCELED, RunState.FAILED, RunState.RUNNING);
    assertThat(one).isEqualTo(other).hasToString(other.toString());
  }

  @Test
  void onlyRunsOfPipelinesHaveOne() {
    RunSelection all = in();
    assertThat(all.has(RunKind.PIPELINE)).isTrue();
    assertThat(all.has(RunKind.TRACKING)).isTrue();
    RunSelection ofOne = RunSelection.ofPipeline(new UUID(0, 1), "train");
    assertThat(ofOne.has(RunKind.PIPELINE)).isTrue();
    assertThat(ofOne.has(RunKind.TRACKING)).isFalse();
  }

  @Test
  void anIdOfAPipelineWithoutItsNameIsAMistake() {
    assertThatThrownBy(
            () ->
                new RunSelection(
                    Set.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    "",
                    null,
                    new UUID(0, 1),
                    null,
                    null,
                    false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
