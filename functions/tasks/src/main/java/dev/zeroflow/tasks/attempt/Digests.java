package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.InputArtifact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprints of artifacts: {@code sha256:<hex>}, or the {@code etag:<value>} of a foreign one.
 */
final class Digests {
  private static final String SHA256 = "sha256:";
  private static final String ETAG = "etag:";

  private Digests() {}

  static String sha256(byte[] content) {
    try {
      return SHA256
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Accepts the bytes that were read, or ends the attempt. */
  static void check(InputArtifact artifact, Http.Answer answer) {
    String expected = artifact.digest();
    if (expected.startsWith(SHA256)) {
      if (!expected.equals(sha256(answer.body()))) {
        throw TaskException.transientFault(
            "DIGEST_MISMATCH", "The bytes read from " + artifact.uri() + " are damaged.");
      }
    } else if (expected.startsWith(ETAG)) {
      checkEtag(artifact, answer);
    } else {
      throw TaskException.internal("BAD_DIGEST", "Unknown kind of digest: " + expected);
    }
  }

  private static void checkEtag(InputArtifact artifact, Http.Answer answer) {
    String etag = answer.response().headers().firstValue("ETag").orElse("").replace("\"", "");
    if (!artifact.digest().equals(ETAG + etag)) {
      throw TaskException.user(
          "OBJECT_CHANGED",
          "The object changed since the run started: " + artifact.uri() + ". Start a new run.");
    }
  }
}
