package dev.zeroflow.tasks.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ControlPlane;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final Deque<Integer> answers = new ArrayDeque<>(List.of(204, 0, 503, 401, 204));
  private final List<Long> waits = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();

  @Test
  void itBeatsUntilTheAttemptIsNotTheCurrentOneAnyMore() {
    new Heartbeat(this::answer, waits::add, () -> gone.add("gone")).beat();
    assertThat(waits).hasSize(4).containsOnly(15_000L);
    assertThat(gone).hasSize(1);
  }

  private int answer(String path, Object body) throws IOException {
    assertThat(path).isEqualTo(ControlPlane.LOGS);
    assertThat(body).isEqualTo(List.of());
    int status = answers.remove();
    if (status == 0) {
      throw new IOException("nobody listens");
    }
    return status;
  }

  @Test
  void anInterruptionEndsIt() {
    var beating =
        new Heartbeat(
            this::answer,
            millis -> {
              throw new InterruptedException();
            },
            () -> gone.add("gone"));
    beating.beat();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(gone).isEmpty();
  }
}
