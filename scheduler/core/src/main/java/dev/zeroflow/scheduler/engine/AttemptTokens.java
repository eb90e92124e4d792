package dev.zeroflow.scheduler.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens that name an attempt and that nobody without the key can make: the attempt in clear with
 * its signature. Nothing is stored, and every scheduler with the same key understands them.
 */
public final class AttemptTokens {
  private static final String PREFIX = "zfa1.";
  private static final int FIELDS = 4;

  private final SigningKey key;

  public AttemptTokens(SigningKey key) {
    this.key = key;
  }

  /** The token of an attempt; always the same one. */
  public String token(AttemptRef attempt) {
    String text =
        String.join(
            "\n",
            attempt.project(),
            attempt.run().toString(),
            attempt.task(),
            Integer.toString(attempt.attempt()));
    return PREFIX + encode(text.getBytes(StandardCharsets.UTF_8)) + "." + encode(key.sign(text));
  }

  /**
   * The attempt that a token names; empty if the token is not exactly one of ours. Says nothing
   * about whether it still runs.
   */
  public Optional<AttemptRef> read(String token) {
    int end = token.lastIndexOf('.');
    if (!token.startsWith(PREFIX) || end < PREFIX.length()) {
      return Optional.empty();
    }
    return named(token.substring(PREFIX.length(), end))
        .filter(attempt -> same(token, token(attempt)));
  }

  /** What the token claims to be; anybody can write that. */
  private static Optional<AttemptRef> named(String encoded) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      String[] fields = text.split("\n", FIELDS);
      return fields.length < FIELDS
          ? Optional.empty()
          : Optional.of(
              new AttemptRef(
                  fields[0], UUID.fromString(fields[1]), fields[2], Integer.parseInt(fields[3])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Takes the same time wherever they differ. */
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
