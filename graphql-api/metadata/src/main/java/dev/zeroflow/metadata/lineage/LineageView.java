package dev.zeroflow.metadata.lineage;

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
}
