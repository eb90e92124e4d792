package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which declared functions run tasks.
 *
 * @param byImage functions of the images of built-in tasks
 * @param host runs the components of all other images, null for nobody
 */
public record TaskFunctions(Map<String, String> byImage, @Nullable Host host) {

  /**
   * A function that runs any component: in a warm Python, or as a command.
   *
   * @param function its name
   * @param work folder in which each attempt gets one of its own, as the function sees it
   */
  public record Host(String function, String work) {}

  public TaskFunctions {
    byImage = Map.copyOf(byImage);
  }

  /** Built-in tasks of one image and nothing else. */
  public static TaskFunctions only(String image, String function) {
    return new TaskFunctions(Map.of(image, function), null);
  }

  /** The function that runs the container, null if none does. */
  @Nullable String function(Executor.Container container) {
    String known = byImage.get(container.image());
    return known == null && host != null ? host.function() : known;
  }

  /** Whether the host executes the container. */
  public boolean isHosted(Executor.Container container) {
    return host != null && !isBuiltIn(container);
  }

  /** Whether the container is a function of its image, and not a component for the host. */
  boolean isBuiltIn(Executor.Container container) {
    return byImage.containsKey(container.image());
  }

  /**
   * Refuses what no function could execute.
   *
   * @throws InvalidPipelineException if that is the case
   */
  void requireExecutable(Executor.Container container) {
    if (isBuiltIn(container)) {
      if (container.function() == null) {
        throw InvalidPipelineException.unsupported(
            "deploymentSpec",
            "the image %s must be called with '--function NAME'".formatted(container.image()));
      }
    } else if (host == null) {
      throw InvalidPipelineException.unknownImage(container.image(), byImage.keySet());
    }
  }
}
