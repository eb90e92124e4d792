package dev.zeroflow.metadata.governance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A decision about a version and an alias, with what it was made from.
 *
 * @param evidence what was asked, with the answers
 */
public record Promotion(
    UUID id,
    String model,
    String alias,
    String version,
    Outcome outcome,
    List<Evidence> evidence,
    String actor,
    Instant at) {
  /** How it was decided. */
  public enum Outcome {
    PROMOTED,
    REFUSED
  }

  public Promotion {
    evidence = List.copyOf(evidence);
  }

  /** Decides a request by a policy. */
  public static Promotion decide(
      PromotionRequest request,
      PromotionPolicy policy,
      PromotionFacts facts,
      String actor,
      Instant now) {
    List<Evidence> evidence = policy.evaluate(facts);
    boolean passed = evidence.stream().allMatch(Evidence::passed);
    return new Promotion(
        request.id(),
        request.model(),
        request.alias(),
        request.version(),
        passed ? Outcome.PROMOTED : Outcome.REFUSED,
        evidence,
        actor,
        now);
  }

  /** What did not pass, as one text. */
  public String reasons() {
    return evidence.stream()
        .filter(it -> !it.passed())
        .map(Evidence::message)
        .collect(Collectors.joining("; "));
  }
}
