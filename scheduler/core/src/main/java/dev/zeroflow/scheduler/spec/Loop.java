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
  /** Most items of a loop, wherever they come from. */
  public static final int MAX_ITEMS = 100_000;

  /** The items of a loop. */
  public sealed interface Items {
    /** Name of the task's input that holds them, null if they stand in the document. */
    @Nullable String input();

    /** A list in the document. */
    record Literal(List<@Nullable Object> values) implements Items {
      @Override
      public @Nullable String input() {
        return null;
      }
    }

    /** An input parameter of the task: a LIST, or a STRING that holds a JSON array. */
    record Parameter(String input) implements Items {}

    /** An input of the task that holds a list of artifacts. */
    record Artifacts(String input) implements Items {}
  }
}
