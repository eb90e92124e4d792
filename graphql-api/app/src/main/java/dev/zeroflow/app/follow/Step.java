package dev.zeroflow.app.follow;

import java.util.List;

/**
 * What one look at something has found.
 *
 * @param ended whether nothing will come any more
 */
record Step<T>(List<T> items, boolean ended) {
  Step {
    items = List.copyOf(items);
    if (ended && !items.isEmpty()) {
      throw new IllegalArgumentException("the last look finds nothing");
    }
  }
}
