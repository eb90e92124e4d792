package dev.zeroflow.metadata.outside;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told to a sink, in an order in which nothing comes in behind what was read. How far the
 * sink is, is stored, so that whoever goes on leaves nothing out. Blocking.
 */
public interface LineageFeed {
  /** Behind which execution the sink is to go on. */
  record Position(long changedIn, UUID execution) {}

  /**
   * Takes or keeps the right to send to a sink. A sink that is new begins with what ends from now
   * on.
   *
   * @param holder unique among servers
   * @param until when somebody else may take it
   * @return where to go on; empty if somebody else has the right now
   */
  Optional<Position> claim(String sink, String holder, Instant now, Instant until);

  /** Executions behind a position that have ended, in order; none of outside jobs. */
  List<EndedExecution> after(String sink, Position position, int limit);

  /**
   * Runs whose start was told, that have ended, and of which nothing lies behind the position, with
   * those that were deleted meanwhile.
   */
  List<EndedRun> endedRuns(String sink, Position position, int limit);

  /**
   * Stores how far the sink is.
   *
   * @param begun pipeline runs whose start it was told
   * @return whether the holder still had the right; nothing is changed otherwise
   */
  boolean advance(String sink, String holder, Position to, Collection<UUID> begun);

  /** Forgets runs whose end was told. */
  void forget(String sink, Collection<UUID> runs);
}
