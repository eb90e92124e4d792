package dev.zeroflow.metadata.signing;

import dev.zeroflow.metadata.MetadataException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A signed statement about a model, of which nothing is proven yet.
 *
 * @param payload the statement, JSON
 * @param signatures any one of them is enough
 */
public record ModelBundle(byte[] payload, List<byte[]> signatures) {
  /** Largest bundle, in characters. */
  public static final int MAX_LENGTH = 4 << 20;

  /** Kind of the statement: nothing else is accepted. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final int MAX_SIGNATURES = 10;

  public ModelBundle {
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw MetadataException.badInput(
          "a bundle has 1 to " + MAX_SIGNATURES + " signatures: " + signatures.size());
    }
  }

  /** What was signed: the statement, its kind, and the lengths of both (DSSE's PAE). */
  byte[] signedBytes() {
    String head = "DSSEv1 %d %s %d ".formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length);
    var bytes = new ByteArrayOutputStream(head.length() + payload.length);
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }
}
