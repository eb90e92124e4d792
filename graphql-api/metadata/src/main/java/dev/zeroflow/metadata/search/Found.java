package dev.zeroflow.metadata.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a search finds.
 *
 * @param last place of the last item; null if nothing comes behind it
 */
public record Found<T>(List<T> items, @Nullable Place last) {
  public Found {
    items = List.copyOf(items);
  }
}
