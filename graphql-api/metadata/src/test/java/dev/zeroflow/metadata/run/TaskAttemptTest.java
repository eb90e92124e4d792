package dev.zeroflow.metadata.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskAttemptTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private static AttemptChange change(int second, int attempt, RunState to, String reason) {
    return new AttemptChange(
        new UUID(0, 1), "train", attempt, to, reason, BEGIN.plusSeconds(second));
  }

  @Test
  void anAttemptThatIsMadeAgainHasFailed() {
    List<TaskAttempt> attempts =
        TaskAttempt.of(
            List.of(
                change(0, 0, RunState.PENDING, null),
                change(1, 1, RunState.RUNNING, null),
                change(2, 1, RunState.PENDING, "retry in 100 ms: it broke"),
                change(3, 2, RunState.RUNNING, null),
                change(4, 2, RunState.SUCCEEDED, null)));
    assertThat(attempts)
        .containsExactly(
            new TaskAttempt(
                1,
                RunState.FAILED,
                BEGIN.plusSeconds(1),
                BEGIN.plusSeconds(2),
                "retry in 100 ms: it broke"),
            new TaskAttempt(
                2, RunState.SUCCEEDED, BEGIN.plusSeconds(3), BEGIN.plusSeconds(4), null));
  }

  @Test
  void anAttemptThatIsGivenUpHasNotEndedYet() {
    List<AttemptChange> changes =
        List.of(change(1, 1, RunState.RUNNING, null), change(2, 1, RunState.CANCELING, "asked"));
    assertThat(TaskAttempt.of(changes))
        .containsExactly(
            new TaskAttempt(1, RunState.CANCELING, BEGIN.plusSeconds(1), null, "asked"));
  }

  @Test
  void aTaskThatIsExecutedAgainKeepsTheEndOfItsLastAttempt() {
    List<TaskAttempt> attempts =
        TaskAttempt.of(
            List.of(
                change(1, 1, RunState.RUNNING, null),
                change(2, 1, RunState.SUCCEEDED, null),
                change(3, 1, RunState.PENDING, "executed again"),
                change(4, 2, RunState.RUNNING, null)));
    assertThat(attempts)
        .extracting(TaskAttempt::state)
        .containsExactly(RunState.SUCCEEDED, RunState.RUNNING);
  }

  @Test
  void whatWasTakenOverOrSkippedWasNotAttempted() {
    assertThat(TaskAttempt.of(List.of(change(1, 1, RunState.SUCCEEDED, "cached")))).isEmpty();
    assertThat(TaskAttempt.of(List.of(change(1, 0, RunState.SKIPPED, null)))).isEmpty();
  }
}
