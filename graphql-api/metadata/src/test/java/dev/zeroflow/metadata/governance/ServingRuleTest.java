package dev.zeroflow.metadata.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.signing.TrustedKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingRuleTest {
  private final TrustedKey a = key("a");
  private final TrustedKey b = key("b");

  private static TrustedKey key(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      return new TrustedKey(
          name,
          "-----BEGIN PUBLIC KEY-----%s-----END PUBLIC KEY-----"
              .formatted(Base64.getEncoder().encodeToString(key)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static PromotionPolicy policy(String alias, TrustedKey... keys) {
    return new PromotionPolicy("m", alias, List.of(), 0, false, List.of(keys), 1, Instant.EPOCH);
  }

  @Test
  void whoAsksForNoSignatureGetsNone() {
    assertThat(ServingRule.keys(List.of(), List.of("x"))).isEmpty();
    assertThat(ServingRule.keys(List.of(policy("x")), List.of("x"))).isEmpty();
  }

  @Test
  void everyPolicyOfItsAliasesCounts() {
    var policies = List.of(policy("x", a), policy("y", b), policy("z", a, b));
    assertThat(ServingRule.keys(policies, List.of("x", "y")))
        .containsExactly(List.of(a), List.of(b));
  }

  @Test
  void whatHasNoSuchAliasIsSignedByAnyKeyOfTheModel() {
    var policies = List.of(policy("x", a), policy("y", b, a));
    assertThat(ServingRule.keys(policies, List.of())).containsExactly(List.of(a, b));
    assertThat(ServingRule.keys(policies, List.of("free"))).containsExactly(List.of(a, b));
  }
}
