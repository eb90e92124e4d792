package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.placeholder.PlaceholderValues;
import dev.zeroflow.scheduler.placeholder.Placeholders;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.run.Facts;
import dev.zeroflow.scheduler.run.PodRequests;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Resources;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pod of a job is asked for: the platform document and the resources of the step. */
final class JobPods {
  private JobPods() {}

  /**
   * The settings of the pod of an attempt.
   *
   * @throws IllegalArgumentException if a value cannot be used
   */
  static PodSettings settings(RunSnapshot run, Task task) {
    PodSettings platform = PodRequests.settings(run, task);
    var container = (Executor.Container) run.pipeline().task(task.path()).component().body();
    var values =
        new PlaceholderValues(
            Facts.of(run.run()),
            Facts.of(run.run(), task.path(), run.pipeline().task(task.path()).name()),
            task.inputs().parameters());
    Resources asked = container.resources();
    var requests = new HashMap<String, String>();
    put(requests, "cpu", asked.cpuRequest(), values);
    put(requests, "memory", asked.memoryRequest(), values);
    var limits = new HashMap<String, String>();
    put(limits, "cpu", asked.cpuLimit(), values);
    put(limits, "memory", asked.memoryLimit(), values);
    if (asked.acceleratorType() != null) {
      String type = String.valueOf(Placeholders.expand(asked.acceleratorType(), values));
      put(limits, type, asked.acceleratorCount(), values);
    }
    return with(platform, requests, limits);
  }

  private static void put(
      Map<String, String> amounts, String name, @Nullable String text, PlaceholderValues values) {
    String amount = text == null ? "" : String.valueOf(Placeholders.expand(text, values));
    if (!amount.isEmpty() && !amount.equals("0")) {
      amounts.put(name, amount);
    }
  }

  private static PodSettings with(
      PodSettings from, Map<String, String> requests, Map<String, String> limits) {
    return new PodSettings(
        from.serviceAccount(),
        requests,
        limits,
        from.nodeSelector(),
        from.tolerations(),
        from.variables(),
        from.mounts(),
        from.pullSecrets(),
        from.pullPolicy(),
        from.labels(),
        from.annotations());
  }
}
