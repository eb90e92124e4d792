package dev.zeroflow.store;

import java.util.UUID;

/** Makes secrets unreadable for whoever reads the database. Safe for use by many threads. */
public interface Sealing {
  /**
   * Seals a text.
   *
   * @param owner whose secret it is: it can be opened as nobody else's
   */
  byte[] seal(UUID owner, String text);

  /**
   * The text.
   *
   * @throws IllegalStateException if it was not sealed by this server's key, for this owner
   */
  String open(UUID owner, byte[] sealed);
}
