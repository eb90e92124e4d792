package dev.zeroflow.metadata.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in what a search finds.
 *
 * @param values of what it is ordered by, as the store writes them; null where there is none
 * @param id of the item
 */
public record Place(List<@Nullable String> values, UUID id) {
  public Place {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
