package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.signing.TrustedKey;
import java.util.Collection;
import java.util.List;

/** What policies of promotions mean for what is served. */
public final class ServingRule {
  private ServingRule() {}

  /**
   * Lists of keys: one of each list must have signed a version before it is served. What has
   * aliases is signed as their policies ask. What has none with such a policy is signed by any key
   * that the model trusts: or whoever cannot promote a version would serve it without.
   *
   * @param policies of the model
   * @param aliases that point to the version
   */
  public static List<List<TrustedKey>> keys(
      List<PromotionPolicy> policies, Collection<String> aliases) {
    List<List<TrustedKey>> asked =
        policies.stream()
            .filter(it -> aliases.contains(it.alias()))
            .map(PromotionPolicy::trustedKeys)
            .filter(it -> !it.isEmpty())
            .toList();
    if (!asked.isEmpty()) {
      return asked;
    }
    List<TrustedKey> all =
        policies.stream().flatMap(it -> it.trustedKeys().stream()).distinct().toList();
    return all.isEmpty() ? List.of() : List.of(all);
  }
}
