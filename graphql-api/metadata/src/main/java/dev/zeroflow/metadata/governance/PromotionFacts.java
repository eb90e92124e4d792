package dev.zeroflow.metadata.governance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version when it is to be promoted.
 *
 * @param figures its metrics by key
 * @param currentFigures those of the version that the alias points to; null if there is none, or if
 *     it is the same version
 * @param signed whether its files are signed; null if nobody looked, as the policy does not ask
 * @param approvals of this version for this alias, oldest first
 */
public record PromotionFacts(
    Map<String, Double> figures,
    @Nullable Map<String, Double> currentFigures,
    boolean hasSignature,
    @Nullable Evidence signed,
    List<Approval> approvals) {
  public PromotionFacts {
    figures = Map.copyOf(figures);
    currentFigures = currentFigures == null ? null : Map.copyOf(currentFigures);
    approvals = List.copyOf(approvals);
  }
}
