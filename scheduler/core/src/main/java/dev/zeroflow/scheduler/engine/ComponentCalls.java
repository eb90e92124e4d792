package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ComponentCall;
import dev.zeroflow.scheduler.placeholder.CommandLine;
import dev.zeroflow.scheduler.placeholder.ExecutorInput;
import dev.zeroflow.scheduler.placeholder.PlaceholderValues;
import dev.zeroflow.scheduler.placeholder.Placeholders;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.Facts;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Quantity;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the host of components is told to execute. Addresses in it are paths below the folder of the
 * attempt, because the SDK finds an artifact by its address alone.
 */
final class ComponentCalls {
  private static final int MAX_NAME = 200;

  private ComponentCalls() {}

  /**
   * The call of an attempt.
   *
   * @param work folder of all attempts
   * @param parameters those inputs that the component declares
   * @throws IllegalArgumentException if what the component asks for is not an amount, or its
   *     arguments would be too long
   */
  static ComponentCall of(
      RunSnapshot run, Task task, String work, Map<String, @Nullable Object> parameters) {
    TaskSpec spec = run.pipeline().task(task.path());
    var container = (Executor.Container) spec.component().body();
    String root = work + "/" + folder(AttemptRef.of(run.run(), task.path(), task.attempt()));
    var input =
        new ExecutorInput(
            spec.component(), parameters, artifacts(root, task.inputs().artifacts()), root);
    var values =
        new PlaceholderValues(
            Facts.of(run.run()),
            Facts.of(run.run(), task.path(), spec.name()),
            task.inputs().parameters(),
            input);
    CommandLine line = CommandLine.of(container, values);
    return new ComponentCall(
        String.valueOf(Placeholders.expand(container.image(), values)),
        line.command(),
        line.args(),
        input.json(),
        root,
        limit(container.resources().cpuLimit(), values, Quantity::of),
        limit(container.resources().memoryLimit(), values, Quantity::whole));
  }

  /** One name for each attempt, of a length that any file system takes. */
  private static UUID folder(AttemptRef attempt) {
    String name = "%s\n%s\n%d".formatted(attempt.run(), attempt.task(), attempt.attempt());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static <N> @Nullable N limit(
      @Nullable String template, PlaceholderValues values, Function<String, N> amount) {
    return template == null
        ? null
        : amount.apply(String.valueOf(Placeholders.expand(template, values)));
  }

  private static Map<String, List<ExecutorInput.Artifact>> artifacts(
      String root, Map<String, List<ArtifactRef>> inputs) {
    var artifacts = new LinkedHashMap<String, List<ExecutorInput.Artifact>>();
    inputs.forEach((input, refs) -> artifacts.put(input, local(root + "/.inputs/" + input, refs)));
    return artifacts;
  }

  private static List<ExecutorInput.Artifact> local(String folder, List<ArtifactRef> refs) {
    var local = new ArrayList<ExecutorInput.Artifact>();
    for (ArtifactRef ref : refs) {
      String path = "%s/%d/%s".formatted(folder, local.size(), fileName(ref.name()));
      String uri = ref.isElsewhere() ? ref.uri() : path;
      local.add(new ExecutorInput.Artifact(ref.name(), ref.type(), uri, ref.metadata()));
    }
    return local;
  }

  private static String fileName(String name) {
    String safe = name.replaceAll("[/\\p{Cntrl}]", "_");
    String cut = safe.length() > MAX_NAME ? safe.substring(safe.length() - MAX_NAME) : safe;
    return cut.matches("\\.{0,2}") ? "artifact" : cut;
  }
}
