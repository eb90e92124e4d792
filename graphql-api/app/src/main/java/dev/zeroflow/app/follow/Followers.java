package dev.zeroflow.app.follow;

import dev.zeroflow.app.api.ConflictException;
import java.util.IdentityHashMap;

/** How many follow something, of each connection and of all. Safe for use by many threads. */
final class Followers {
  private final int most;
  private final int mostEach;
  private final IdentityHashMap<Object, Integer> byConnection = new IdentityHashMap<>();
  private int all;

  Followers(int most, int mostEach) {
    this.most = most;
    this.mostEach = mostEach;
  }

  /**
   * Counts one more, until it is told that it has ended.
   *
   * @throws ConflictException if there are too many
   */
  synchronized void begin(Object connection) {
    int own = byConnection.getOrDefault(connection, 0);
    if (own >= mostEach || all >= most) {
      throw new ConflictException(
          "a connection has at most %d subscriptions, and the server %d: end one of them"
              .formatted(mostEach, most));
    }
    byConnection.put(connection, own + 1);
    all++;
  }

  synchronized void end(Object connection) {
    byConnection.computeIfPresent(connection, (key, own) -> own == 1 ? null : own - 1);
    all--;
  }

  synchronized int all() {
    return all;
  }
}
