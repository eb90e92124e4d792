package dev.zeroflow.tasks.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.Timings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final Instant DEADLINE = Instant.parse("2026-01-02T03:04:05Z");
  private static final TaskResult RESULT =
      new TaskResult(1, "token", Map.of(), Map.of(), List.of(), List.of(), null, Timings.NONE);

  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<Long> waits = new ArrayList<>();
  private final List<TaskResult> posted = new ArrayList<>();
  private Instant now = DEADLINE.minusSeconds(60);

  /** A status of 0 is no answer. */
  private int answer(String path, Object body) throws IOException {
    assertThat(path).isEqualTo(ControlPlane.COMPLETIONS);
    posted.add((TaskResult) body);
    int status = answers.size() > 1 ? answers.remove() : answers.peek();
    if (status == 0) {
      throw new IOException("nobody listens");
    }
    return status;
  }

  private Delivery.Outcome deliver(Integer... statuses) throws InterruptedException {
    answers.addAll(List.of(statuses));
    var delivery =
        new Delivery(
            this::answer,
            millis -> {
              waits.add(millis);
              now = now.plusMillis(millis);
            },
            () -> now);
    return delivery.deliver(RESULT, DEADLINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204})
  void anyGoodAnswerIsAnAcknowledgement(int status) throws Exception {
    assertThat(deliver(status)).isEqualTo(Delivery.Outcome.ACKNOWLEDGED);
    assertThat(posted).hasSize(1);
  }

  @Test
  void itIsTriedAgainLaterAndLaterUntilThereIsAnAnswer() throws Exception {
    assertThat(deliver(0, 503, 500, 429, 0, 0, 0, 0, 0, 204))
        .isEqualTo(Delivery.Outcome.ACKNOWLEDGED);
    assertThat(waits)
        .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 15_000L, 15_000L);
    assertThat(posted).hasSize(10).containsOnly(RESULT);
  }

  @Test
  void anUnknownAttemptIsGivenUpAtOnce() throws Exception {
    assertThat(deliver(503, 401)).isEqualTo(Delivery.Outcome.REFUSED);
    assertThat(posted).hasSize(2);
  }

  @Test
  void withoutAnAnswerItEndsAfterTheDeadlineAndAGrace() throws Exception {
    assertThat(deliver(0)).isEqualTo(Delivery.Outcome.GIVEN_UP);
    assertThat(Duration.between(DEADLINE, now)).isBetween(Delivery.GRACE, Duration.ofMinutes(11));
  }

  @Test
  void aResultThatIsTooLargeFailsItsAttempt() throws Exception {
    assertThat(deliver(413, 204)).isEqualTo(Delivery.Outcome.ACKNOWLEDGED);
    assertThat(posted.getLast().error().code()).isEqualTo("TOO_LARGE");
    assertThat(posted.getLast().attemptToken()).isEqualTo("token");
  }
}
