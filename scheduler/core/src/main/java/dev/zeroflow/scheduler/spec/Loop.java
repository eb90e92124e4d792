package dev.zeroflow.scheduler.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the component of a task once for each item.
 *
 * @param items where the items come from
 * @param itemInput name of the component's input that holds the item
 * @param parallelism most iterations that are open at once, 0 for no limit
 */
public record Loop(Items items, String itemInput, int parallelism) {
  /** The items of a loop. */
  public sealed interface Items {
    /** A list in the document. */
    record Literal(List<@Nullable Object> values) implements Items {}

    /** An input parameter of the task: a LIST, or a STRING that holds a JSON array. */
    record Parameter(String input) implements Items {}

    /** An input of the task that holds a list of artifacts. */
    record Artifacts(String input) implements Items {}
  }
}
