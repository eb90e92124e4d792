package dev.zeroflow.app.serving;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of inference functions. The token of a service's version is always the same one, so that a
 * restarted server declares the same function as before, and nothing secret is stored.
 */
public final class FunctionTokens {
  private static final String PREFIX = "zff1.";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key at least 32 secret bytes
   */
  public FunctionTokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The token with which the function of this version of a service asks for its model. */
  String token(String project, String service, String model, String version) {
    String text = String.join("\n", "inference", project, service, model, version);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
