package dev.zeroflow.scheduler.spec;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which inputs of a graph something inside reads. The compiler also declares inputs of groups
 * that nothing reads, and gives some of them from parameters that do not exist: for a loop over
 * literal structs inside an exit handler, the fields of the item.
 */
final class GraphReads {
  private final IdentityHashMap<Dag, Set<String>> known = new IdentityHashMap<>();

  /** Whether the input has an effect; inputs of executors always count. */
  boolean reads(Component component, String input) {
    return !(component.body() instanceof Dag dag) || of(dag).contains(input);
  }

  private Set<String> of(Dag dag) {
    Set<String> names = known.get(dag);
    if (names == null) {
      names = read(dag.tasks().values());
      known.put(dag, names);
    }
    return names;
  }

  private Set<String> read(Iterable<TaskSpec> tasks) {
    Set<String> names = new HashSet<>();
    for (TaskSpec task : tasks) {
      for (Map.Entry<String, InputSource> input : task.inputs().entrySet()) {
        String name = graphInput(input.getValue());
        if (name != null && reads(task, input.getKey())) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private boolean reads(TaskSpec task, String input) {
    return reads(task.component(), input)
        || (task.condition() != null && task.condition().references().contains(input))
        || (task.loop() != null && input.equals(task.loop().items().input()));
  }

  /** Name of the input of the enclosing graph that the source reads, null if it reads none. */
  static @Nullable String graphInput(InputSource source) {
    return switch (source) {
      case InputSource.GraphParameter from -> from.name();
      case InputSource.GraphArtifact from -> from.name();
      case InputSource.Member member -> graphInput(member.of());
      case InputSource.Constant ignored -> null;
      case InputSource.TaskParameter ignored -> null;
      case InputSource.TaskArtifact ignored -> null;
      case InputSource.FinalStatus ignored -> null;
    };
  }
}
