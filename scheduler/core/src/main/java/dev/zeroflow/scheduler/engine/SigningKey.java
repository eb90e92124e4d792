package dev.zeroflow.scheduler.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs texts with HMAC-SHA256, so that only holders of the key can make tokens out of them. */
public final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;

  private final SecretKeySpec key;

  /**
   * @param key secret bytes, at least 32
   */
  public SigningKey(byte[] key) {
    if (key.length < LEAST_BYTES) {
      throw new IllegalArgumentException("the key has less than " + LEAST_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The signature of the text, 32 bytes. */
  public byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
