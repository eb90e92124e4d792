package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.signing.SignedContent;
import dev.zeroflow.metadata.signing.TrustedKey;
import java.util.List;

/**
 * Looks whether a version is signed. Blocking: files of which only an ETag is known are read, so no
 * transaction may wait for it.
 */
public interface SignatureCheck {
  /**
   * The answer, with the name of the key and the digest of the statement, or with the reason why
   * not.
   *
   * @param trusted keys of which one must have signed it
   */
  Evidence check(SignedContent content, List<TrustedKey> trusted);
}
