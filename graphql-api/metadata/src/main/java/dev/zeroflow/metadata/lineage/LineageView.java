package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to look at the recorded edges.
 *
 * @param mode which edges the graph has
 * @param asOf the graph as it was at this time, to which everything later is unknown; null for now
 */
public record LineageView(LineageMode mode, @Nullable Instant asOf) {
  /** What was recorded until now. */
  public static final LineageView NOW = new LineageView(LineageMode.EXACT, null);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public LineageView {
    if (asOf != null && (asOf.isBefore(FIRST) || asOf.isAfter(LAST))) {
      throw MetadataException.badInput("asOf must be from the year 1 to 9999");
    }
  }
}
