package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {
  private static final TaskError OURS =
      new TaskError("TIMED_OUT", ErrorCategory.RESOURCE, "python did not answer", "a stack");

  @Test
  void whatThePipelineSaysCanBeRaisedThere() {
    assertThat(explained(new TimeLimit("train", Duration.ofSeconds(90)), OURS))
        .isEqualTo(
            new TaskError(
                "TIMED_OUT",
                ErrorCategory.RESOURCE,
                "The step train did not end within 1 minute 30 seconds, the limit that its pipeline"
                    + " sets: raise it with kubernetes.set_timeout(task, seconds=...).",
                "a stack"));
  }

  @Test
  void aTaskThatSaysNothingHasTheLimitOfAll() {
    var limit = new TimeLimit("train", null);
    assertThat(limit.length()).isEqualTo(Duration.ofHours(1));
    assertThat(explained(limit, OURS).message())
        .isEqualTo(
            "The step train did not end within 1 hour, the limit of every task that sets none:"
                + " allow it more with kubernetes.set_timeout(task, seconds=...).");
  }

  @Test
  void otherErrorsStayAsTheyAre() {
    var other = new TaskError("STEP_FAILED", ErrorCategory.USER, "a sentence", null);
    assertThat(explained(new TimeLimit("train", null), other)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.5S, 500 milliseconds",
    "PT1S, 1 second",
    "PT2H, 2 hours",
    "PT25H1M, 1 day 1 hour 1 minute",
  })
  void timesAreSaidAsPeopleSayThem(Duration length, String words) {
    assertThat(TimeLimit.inWords(length)).isEqualTo(words);
  }

  private static TaskError explained(TimeLimit limit, TaskError error) {
    var event = new RunEvent.AttemptFailed("path", 1, error, AttemptFigures.NONE);
    return ((RunEvent.AttemptFailed) limit.explain(event)).error();
  }
}
