package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.governance.Approval.Decision;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.signing.TrustedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version must have before an alias of its model may point to it.
 *
 * @param approvals people who must have approved it
 * @param signatureRequired whether its inputs and outputs must be known
 * @param trustedKeys of which one must have signed its files; empty if they need not be signed
 * @param revision grows with every change; 0 if it is not stored yet
 */
public record PromotionPolicy(
    String model,
    String alias,
    List<Gate> gates,
    int approvals,
    boolean signatureRequired,
    List<TrustedKey> trustedKeys,
    long revision,
    Instant updatedAt) {
  /** Most gates of a policy. */
  public static final int MAX_GATES = 50;

  /** Most approvals that can be asked for. */
  public static final int MAX_APPROVALS = 20;

  public PromotionPolicy {
    ModelAlias.checkName(alias);
    gates = List.copyOf(gates);
    trustedKeys = List.copyOf(trustedKeys);
    TrustedKey.check(trustedKeys);
    if (gates.size() > MAX_GATES) {
      throw MetadataException.badInput("a policy has at most " + MAX_GATES + " gates");
    }
    if (approvals < 0 || approvals > MAX_APPROVALS) {
      throw MetadataException.badInput("a policy asks for 0 to " + MAX_APPROVALS + " approvals");
    }
  }

  /** The policy of an alias that has none: everything passes but what somebody has rejected. */
  public static PromotionPolicy none(String model, String alias) {
    return new PromotionPolicy(model, alias, List.of(), 0, false, List.of(), 0, Instant.EPOCH);
  }

  /** What is asked of a version, with the answers. It may be promoted if all of them passed. */
  public List<Evidence> evaluate(PromotionFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    gates.forEach(gate -> evidence.add(gate.check(facts.figures(), facts.currentFigures())));
    if (signatureRequired) {
      evidence.add(signature(facts.hasSignature()));
    }
    if (!trustedKeys.isEmpty()) {
      @Nullable Evidence signed = facts.signed();
      evidence.add(
          signed == null ? Evidence.unsigned("nobody has looked for a signature") : signed);
    }
    Collection<Approval> newest = newestByPerson(facts.approvals());
    newest.stream()
        .filter(it -> it.decision() == Decision.REJECTED)
        .forEach(it -> evidence.add(rejection(it)));
    if (approvals > 0) {
      evidence.add(enough(newest));
    }
    return List.copyOf(evidence);
  }

  private static Evidence signature(boolean known) {
    String message = known ? "the signature is known" : "the version has no signature";
    return new Evidence(Evidence.Check.SIGNATURE, "signature", known, message);
  }

  private static Evidence rejection(Approval it) {
    String message =
        it.actor() + " rejected it" + (it.comment().isEmpty() ? "" : ": " + it.comment());
    return new Evidence(Evidence.Check.REJECTION, it.actor(), false, message);
  }

  private Evidence enough(Collection<Approval> newest) {
    List<String> people =
        newest.stream()
            .filter(it -> it.decision() == Decision.APPROVED)
            .map(Approval::actor)
            .sorted()
            .toList();
    String message =
        "%d of %d approvals%s"
            .formatted(
                people.size(), approvals, people.isEmpty() ? "" : ": " + String.join(", ", people));
    boolean passed = people.size() >= approvals;
    return new Evidence(Evidence.Check.APPROVALS, "approvals", passed, message);
  }

  /** Who changes their mind is counted by what they said last. */
  private static Collection<Approval> newestByPerson(List<Approval> oldestFirst) {
    Map<String, Approval> newest = new HashMap<>();
    oldestFirst.forEach(it -> newest.put(it.actor(), it));
    return newest.values().stream().sorted(Comparator.comparing(Approval::actor)).toList();
  }
}
