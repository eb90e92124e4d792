package dev.zeroflow.scheduler.port;

import java.util.Map;

/**
 * Shares the limits on attempts that run at once among schedulers. All members together never get
 * more than the limit; what they use beyond it, because it was lowered, only shrinks.
 *
 * <p>Blocking, safe for use by many threads; throws {@link StoreUnavailableException} when the
 * store does not answer.
 */
public interface SlotBudget {
  /**
   * Tells what a member uses and wants, and learns what it may use from now on. Members that want
   * more than there is get about the same each; what one does not want, others may have. What a
   * member was allowed before is given to nobody else until it says here that it uses less.
   *
   * @param demands by limit
   * @return most slots that the member may use, by limit; fewer than it uses if it has to give some
   *     back as they get free, {@code Integer.MAX_VALUE} where there is no limit
   */
  Map<Limit, Integer> balance(ShardLeases.Member member, Map<Limit, Demand> demands);

  /**
   * What is limited.
   *
   * @param scope kind of thing
   * @param name its name; empty for everything
   */
  record Limit(Scope scope, String name) {}

  /** Kinds of things that can be limited. */
  enum Scope {
    EVERYTHING,
    PROJECT,
    FUNCTION
  }

  /**
   * What a member needs of a limit.
   *
   * @param held slots in use, or allowed and soon used
   * @param wanted slots that it could use now, those in use included
   */
  record Demand(int held, int wanted) {}
}
