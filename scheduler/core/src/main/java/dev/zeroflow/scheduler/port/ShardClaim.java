package dev.zeroflow.scheduler.port;

import java.util.UUID;

/**
 * The right to decide about the runs of a shard, until somebody else claims it.
 *
 * @param shard number of the shard
 * @param generation counts the claims of the shard
 */
public record ShardClaim(int shard, long generation) {
  /** How many shards the runs of a database are spread over; never changes. */
  public static final int SHARDS = 256;

  /** The shard of a run. */
  public static int shardOf(UUID run) {
    return Math.floorMod(run.hashCode(), SHARDS);
  }
}
