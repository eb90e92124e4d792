package dev.zeroflow.scheduler.spec;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * Walks over the components of a pipeline, each once however often it is used: a few lines of
 * graphs that use each other twice unfold into more tasks than there is memory.
 */
final class Components {
  /** How many tasks each component unfolds into. */
  private final IdentityHashMap<Component, Long> sizes = new IdentityHashMap<>();

  private Components() {}

  /** The component and all that it uses. */
  static List<Component> below(Component root) {
    var walk = new Components();
    walk.size(root);
    return List.copyOf(walk.sizes.keySet());
  }

  /** Tasks that a run of the component has at most, capped at {@code Long.MAX_VALUE}. */
  static long tasks(Component root) {
    return new Components().size(root);
  }

  private long size(Component component) {
    Long known = sizes.get(component);
    if (known != null) {
      return known;
    }
    long size = component.body() instanceof Dag dag ? size(dag) : 0;
    sizes.put(component, size);
    return size;
  }

  private long size(Dag dag) {
    long size = 0;
    for (TaskSpec task : dag.tasks().values()) {
      size = saturated(size, 1 + Math.max(0, size(task.component())));
    }
    return size;
  }

  private static long saturated(long a, long b) {
    long sum = a + b;
    return sum < 0 || b < 0 ? Long.MAX_VALUE - 1 : sum;
  }
}
