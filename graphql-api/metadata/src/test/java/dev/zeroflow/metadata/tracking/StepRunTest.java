package dev.zeroflow.metadata.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepRunTest {
  private static final StepRun STEP =
      new StepRun(
          "project", UUID.fromString("8c3f9d0e-0000-4000-8000-000000000001"), "for-1/train");

  @Test
  void itsIdIsTheOneThatTheHostOfTheTaskDerives() {
    assertThat(STEP.id().toString().replace("-", "")).isEqualTo("26f6824d0cb031f588123d936a82c336");
  }

  @Test
  void itLiesBelowTheRunOfThePipelineRun() {
    UUID home = UUID.randomUUID();
    UUID chosen = UUID.randomUUID();
    List<NewRun> runs = STEP.newRuns("n".repeat(300), home, chosen, Instant.EPOCH);
    assertThat(runs).extracting(NewRun::experimentId).containsExactly(home, chosen);
    assertThat(runs).extracting(NewRun::id).containsExactly(STEP.run(), STEP.id());
    assertThat(runs.getFirst().name()).hasSize(NewRun.MAX_NAME);
    assertThat(runs.getLast().tags())
        .contains(new Entry("mlflow.parentRunId", "8c3f9d0e000040008000000000000001"));
  }
}
