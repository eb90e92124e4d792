package dev.zeroflow.metadata.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.governance.Approval.Decision;
import dev.zeroflow.metadata.governance.Gate.Against;
import dev.zeroflow.metadata.governance.Gate.Comparison;
import dev.zeroflow.metadata.governance.Promotion.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromotionPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Gate ACCURATE =
      new Gate("accuracy", Comparison.AT_LEAST, 0.9, Against.THRESHOLD);
  private static final Gate BETTER =
      new Gate("accuracy", Comparison.AT_LEAST, 0.02, Against.CURRENT);
  private static final Gate FASTER = new Gate("millis", Comparison.AT_MOST, 0, Against.CURRENT);

  private static PromotionPolicy policy(int approvals, boolean signature, Gate... gates) {
    return new PromotionPolicy(
        "m", "champion", List.of(gates), approvals, signature, List.of(), 1, NOW);
  }

  private static Approval said(String person, Decision decision) {
    return new Approval(UUID.randomUUID(), "m", "2", "champion", decision, "why", person, NOW);
  }

  private static PromotionFacts facts(
      Map<String, Double> figures, Map<String, Double> current, Approval... approvals) {
    return new PromotionFacts(figures, current, false, null, List.of(approvals));
  }

  private static Promotion decide(PromotionPolicy policy, PromotionFacts facts) {
    var request = new PromotionRequest(new UUID(0, 1), "m", "2", "champion", null);
    return Promotion.decide(request, policy, facts, "ann", NOW);
  }

  private static void promoted(PromotionPolicy policy, PromotionFacts facts) {
    assertThat(decide(policy, facts).reasons()).isEmpty();
    assertThat(decide(policy, facts).outcome()).isEqualTo(Outcome.PROMOTED);
  }

  private static void refused(PromotionPolicy policy, PromotionFacts facts, String reason) {
    assertThat(decide(policy, facts).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decide(policy, facts).reasons()).contains(reason);
  }

  @Test
  void aFigureIsComparedWithItsThreshold() {
    promoted(policy(0, false, ACCURATE), facts(Map.of("accuracy", 0.9), null));
    refused(policy(0, false, ACCURATE), facts(Map.of("accuracy", 0.89), null), "0.89 >= 0.9");
    refused(policy(0, false, ACCURATE), facts(Map.of("accuracy", Double.NaN), null), "NaN");
    refused(policy(0, false, ACCURATE), facts(Map.of("f1", 1.0), null), "no metric \"accuracy\"");
  }

  @Test
  void aFigureIsComparedWithTheCurrentVersion() {
    var policy = policy(0, false, BETTER);
    promoted(policy, facts(Map.of("accuracy", 0.53), Map.of("accuracy", 0.5)));
    refused(policy, facts(Map.of("accuracy", 0.51), Map.of("accuracy", 0.5)), "0.51 - 0.5 >= 0.02");
    promoted(policy, facts(Map.of("accuracy", 0.1), null));
    refused(policy, facts(Map.of("accuracy", 0.9), Map.of("f1", 0.5)), "the current version");
  }

  @Test
  void lessIsBetterForSomeFigures() {
    promoted(policy(0, false, FASTER), facts(Map.of("millis", 3.0), Map.of("millis", 4.0)));
    refused(policy(0, false, FASTER), facts(Map.of("millis", 5.0), Map.of("millis", 4.0)), "5.0");
  }

  @Test
  void differentPeopleHaveToApprove() {
    var policy = policy(2, false);
    Approval ann = said("ann", Decision.APPROVED);
    Approval bob = said("bob", Decision.APPROVED);
    promoted(policy, facts(Map.of(), null, ann, bob));
    refused(policy, facts(Map.of(), null, ann, said("ann", Decision.APPROVED)), "1 of 2");
  }

  @Test
  void aRejectionBlocksUntilTheSamePersonApproves() {
    var policy = policy(1, false);
    Approval no = said("ann", Decision.REJECTED);
    Approval bob = said("bob", Decision.APPROVED);
    refused(policy, facts(Map.of(), null, no, bob), "ann rejected it: why");
    promoted(policy, facts(Map.of(), null, no, bob, said("ann", Decision.APPROVED)));
    refused(policy, facts(Map.of(), null, said("ann", Decision.APPROVED), bob, no), "ann");
  }

  @Test
  void aSignatureMayBeRequired() {
    refused(policy(0, true), facts(Map.of(), null), "no signature");
    promoted(policy(0, true), new PromotionFacts(Map.of(), null, true, null, List.of()));
  }

  @Test
  void everyQuestionIsInTheEvidence() {
    Promotion decided =
        decide(policy(1, true, ACCURATE, FASTER), facts(Map.of("accuracy", 0.95), null));
    assertThat(decided.evidence())
        .extracting(Evidence::check, Evidence::subject, Evidence::passed)
        .containsExactly(
            tuple(Evidence.Check.METRIC, "accuracy", true),
            tuple(Evidence.Check.METRIC, "millis", false),
            tuple(Evidence.Check.SIGNATURE, "signature", false),
            tuple(Evidence.Check.APPROVALS, "approvals", false));
  }

  @Test
  void aPolicyChecksItself() {
    assertThatThrownBy(() -> policy(21, false)).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new Gate(" ", Comparison.AT_MOST, 1, Against.THRESHOLD))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new Gate("a", Comparison.AT_MOST, Double.NaN, Against.THRESHOLD))
        .isInstanceOf(MetadataException.class);
  }
}
