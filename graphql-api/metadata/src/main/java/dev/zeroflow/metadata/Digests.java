package dev.zeroflow.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests in the one written form: {@code sha256:} and 64 lower-case hexadecimal digits. */
public final class Digests {
  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

  /** An imported object's bytes were never seen here; its ETag stands in for the digest. */
  private static final Pattern ETAG = Pattern.compile("etag:\\S{1,200}");

  /**
   * A data set's bytes were never seen here; what its client calls its digest says nothing of them.
   */
  private static final Pattern CLIENT = Pattern.compile("client:\\S{1,64}");

  private Digests() {}

  /** The digest of the bytes. */
  public static String sha256(byte[] bytes) {
    MessageDigest digest = newSha256();
    digest.update(bytes);
    return sha256(digest);
  }

  /** The digest of what was given to a {@link #newSha256}, which begins anew then. */
  public static String sha256(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of the text in UTF-8. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the text is a digest of content. */
  public static boolean isSha256(String digest) {
    return SHA256.matcher(digest).matches();
  }

  /** Whether the text identifies content: a sha256 digest, or {@code etag:<ETag>}. */
  public static boolean identifiesContent(String digest) {
    return isSha256(digest) || ETAG.matcher(digest).matches();
  }

  /** Whether the text has a form that digests have, also if it identifies nothing. */
  public static boolean isKnownForm(String digest) {
    return identifiesContent(digest) || CLIENT.matcher(digest).matches();
  }

  /** For bytes that come in pieces. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
