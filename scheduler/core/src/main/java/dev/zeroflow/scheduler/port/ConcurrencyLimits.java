package dev.zeroflow.scheduler.port;

import java.util.Map;

/**
 * The limits that {@link SlotBudget} shares out, as an administrator sets them. Without a limit
 * there is none.
 *
 * <p>Blocking, safe for use by many threads; throws {@link StoreUnavailableException} when the
 * store does not answer.
 */
public interface ConcurrencyLimits {
  /** All limits with their slots. */
  Map<SlotBudget.Limit, Integer> list();

  /**
   * Sets a limit. What runs goes on when there are fewer slots than before.
   *
   * @param slots most attempts that run at once, 0 to start none
   * @throws IllegalArgumentException if slots is negative
   */
  void set(SlotBudget.Limit limit, int slots);

  /** Removes a limit; false if there is none. */
  boolean remove(SlotBudget.Limit limit);
}
