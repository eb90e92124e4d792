package dev.zeroflow.metadata.artifact;

import java.util.Map;

/**
 * Permission to store one object without credentials.
 *
 * @param url address for one PUT; whoever knows it can write, so it is never shown or logged
 * @param headers header fields that were signed and must be sent exactly
 */
public record PresignedPut(String url, Map<String, String> headers) {
  public PresignedPut {
    headers = Map.copyOf(headers);
  }

  /** The address is left out: it is a permission. */
  @Override
  public String toString() {
    return "PresignedPut[" + headers.keySet() + "]";
  }
}
