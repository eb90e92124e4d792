package dev.zeroflow.metadata.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a search finds.
 *
 * @param places of the items, in the same order
 * @param more whether something comes behind them
 */
public record Found<T>(List<T> items, List<Place> places, boolean more) {
  public Found {
    items = List.copyOf(items);
    places = List.copyOf(places);
    if (items.size() != places.size() || (more && items.isEmpty())) {
      throw new IllegalArgumentException("places: " + places.size());
    }
  }

  /** Place of the last item; null if nothing comes behind it. */
  public @Nullable Place last() {
    return more ? places.getLast() : null;
  }
}
