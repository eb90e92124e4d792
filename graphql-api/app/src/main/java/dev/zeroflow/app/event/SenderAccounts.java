package dev.zeroflow.app.event;

/**
 * Knows accounts that may send events besides those who know the secret. May block; safe for use by
 * many threads.
 */
@FunctionalInterface
public interface SenderAccounts {
  /**
   * Whether a token is that of such an account.
   *
   * @throws dev.zeroflow.app.http.HttpFailure with a status that asks for another try, if that
   *     cannot be told now
   */
  boolean maySend(String token);
}
