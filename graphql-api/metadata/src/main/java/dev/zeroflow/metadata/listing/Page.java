package dev.zeroflow.metadata.listing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param last place of the last item; null if nothing comes behind it
 * @param total items of the whole list, never more than {@link #MAX_TOTAL}
 */
public record Page<T>(List<T> items, @Nullable Position last, int total) {
  /** Where counting ends. */
  public static final int MAX_TOTAL = 1_000_000;
}
