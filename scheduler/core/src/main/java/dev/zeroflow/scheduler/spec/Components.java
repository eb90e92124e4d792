package dev.zeroflow.scheduler.spec;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * Walks over the components of a pipeline, each once however often it is used: a few lines of
 * graphs that use each other twice unfold into more tasks than there is memory.
 */
final class Components {
  /** Times {@link Loop#MAX_ITEMS} it is still a long. */
  private static final long MAX_SIZE = 1L << 40;

  /** How many tasks each component unfolds into. */
  private final IdentityHashMap<Component, Long> sizes = new IdentityHashMap<>();

  private Components() {}

  /** The component and all that it uses. */
  static List<Component> below(Component root) {
    var walk = new Components();
    walk.size(root);
    return List.copyOf(walk.sizes.keySet());
  }

  /** Tasks that a run of the component has at most, capped at a number beyond every limit. */
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
      size = Math.min(MAX_SIZE, size + size(task));
    }
    return size;
  }

  /** Each item of a loop in the document is a task of its own; of other loops nobody knows yet. */
  private long size(TaskSpec task) {
    long once = 1 + size(task.component());
    return task.loop() != null && task.loop().items() instanceof Loop.Items.Literal(var items)
        ? 1 + once * items.size()
        : once;
  }
}
