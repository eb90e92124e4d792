package dev.zeroflow.scheduler.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that name an attempt and that nobody without the key can make: the attempt in clear with
 * its HMAC-SHA256. Nothing is stored, and every scheduler with the same key understands them.
 */
public final class AttemptTokens {
  private static final String PREFIX = "zfa1";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int FIELDS = 4;

  private final SecretKeySpec key;

  /**
   * @param key at least 32 secret bytes
   */
  public AttemptTokens(byte[] key) {
    if (key.length < 32) {
      throw new IllegalArgumentException("the key has less than 32 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The token of an attempt; always the same one. */
  public String token(AttemptRef attempt) {
    String text =
        String.join(
            "\n",
            attempt.project(),
            attempt.run().toString(),
            attempt.task(),
            "" + attempt.attempt());
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return PREFIX + "." + encode(payload) + "." + encode(mac(payload));
  }

  /**
   * The attempt that a token names; empty if the token is not one of ours. Says nothing about
   * whether it still runs.
   */
  public Optional<AttemptRef> read(String token) {
    int first = token.indexOf('.');
    int last = token.lastIndexOf('.');
    if (first < 0 || first == last || !token.startsWith(PREFIX + ".")) {
      return Optional.empty();
    }
    byte @Nullable [] payload = decode(token.substring(first + 1, last));
    byte @Nullable [] mac = decode(token.substring(last + 1));
    if (payload == null || mac == null || !MessageDigest.isEqual(mac, mac(payload))) {
      return Optional.empty();
    }
    AttemptRef attempt = attempt(new String(payload, StandardCharsets.UTF_8));
    // Base64 has several spellings of some bytes; only ours counts.
    return token.equals(token(attempt)) ? Optional.of(attempt) : Optional.empty();
  }

  private static AttemptRef attempt(String text) {
    String[] fields = text.split("\n", FIELDS);
    return new AttemptRef(
        fields[0], UUID.fromString(fields[1]), fields[2], Integer.parseInt(fields[3]));
  }

  private byte[] mac(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte @Nullable [] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
