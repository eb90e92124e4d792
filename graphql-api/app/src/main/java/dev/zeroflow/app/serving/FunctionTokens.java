package dev.zeroflow.app.serving;

import dev.zeroflow.scheduler.engine.SigningKey;
import java.util.Base64;

/**
 * Tokens of inference functions. The token of a service's version is always the same one, so that a
 * restarted server declares the same function as before, and nothing secret is stored.
 */
public final class FunctionTokens {
  private static final String PREFIX = "zff1.";

  private final SigningKey key;

  public FunctionTokens(SigningKey key) {
    this.key = key;
  }

  /** The token with which the function of this version of a service asks for its model. */
  String token(String project, String service, String model, String version) {
    String text = String.join("\n", "inference", project, service, model, version);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(text));
  }
}
