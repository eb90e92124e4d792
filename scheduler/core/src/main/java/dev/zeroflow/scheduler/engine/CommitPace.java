package dev.zeroflow.scheduler.engine;

import java.time.Duration;

/** How long a commit waits for company. */
interface CommitPace {
  /** Never waits. */
  CommitPace AT_ONCE =
      new CommitPace() {
        @Override
        public Duration waitBefore(int waiting) {
          return Duration.ZERO;
        }

        @Override
        public void written(int commits) {}
      };

  /**
   * How long the next transaction should wait for more.
   *
   * @param waiting commits that could go now
   */
  Duration waitBefore(int waiting);

  /** A transaction of so many commits has been written. */
  void written(int commits);
}
