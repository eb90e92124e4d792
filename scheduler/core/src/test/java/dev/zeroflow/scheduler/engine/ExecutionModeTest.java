package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PodRequest;
import dev.zeroflow.scheduler.spec.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionModeTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final ExecutionMode.Rule MACHINE = new ExecutionMode.Rule(LIMIT, false);
  private static final ExecutionMode.Rule CLUSTER = new ExecutionMode.Rule(LIMIT, true);

  @ParameterizedTest
  @CsvSource({", REQUEST", "60, REQUEST", "600, REQUEST", "601, JOB", "86400, JOB"})
  void aStepThatMayTakeLongerThanARequestIsAJob(Integer seconds, ExecutionMode mode) {
    var container = container(Resources.NONE, seconds, PodRequest.NONE);
    assertThat(MACHINE.of(container, true)).isEqualTo(mode);
    assertThat(MACHINE.of(container, false)).isEqualTo(mode);
    assertThat(CLUSTER.of(container, true)).isEqualTo(mode);
  }

  @Test
  void onAClusterAnImageWithoutAFunctionIsAJob() {
    var plain = container(Resources.NONE, null, PodRequest.NONE);
    assertThat(CLUSTER.of(plain, false)).isEqualTo(ExecutionMode.JOB);
    assertThat(CLUSTER.of(plain, true)).isEqualTo(ExecutionMode.REQUEST);
  }

  @ParameterizedTest
  @CsvSource({"1, JOB", "'{{$.inputs.parameters[''n'']}}', JOB", "0, REQUEST", ", REQUEST"})
  void onAClusterAnAcceleratorMakesAJob(String count, ExecutionMode mode) {
    var resources = new Resources("1", "2", "1Gi", "2Gi", "nvidia.com/gpu", count);
    assertThat(CLUSTER.of(container(resources, null, PodRequest.NONE), true)).isEqualTo(mode);
    assertThat(MACHINE.of(container(resources, null, PodRequest.NONE), true))
        .isEqualTo(ExecutionMode.REQUEST);
  }

  @Test
  void onAClusterWishesForThePodMakeAJob() {
    var queued =
        new PodRequest(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            Map.of("kueue.x-k8s.io/queue-name", "gpus"),
            Map.of());
    assertThat(CLUSTER.of(container(Resources.NONE, null, queued), true))
        .isEqualTo(ExecutionMode.JOB);
    assertThat(MACHINE.of(container(Resources.NONE, null, queued), true))
        .isEqualTo(ExecutionMode.REQUEST);
  }

  private static Executor.Container container(
      Resources resources, Integer seconds, PodRequest pod) {
    Duration timeout = seconds == null ? null : Duration.ofSeconds(seconds);
    return new Executor.Container("image", List.of(), List.of(), Map.of(), resources, timeout, pod);
  }
}
