package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one run, ready to be written.
 *
 * @param claim under which the writer owns the shard of the run
 * @param change what was decided; the version of its run is the one that was decided on
 * @param answers to requests that it decided
 */
public record RunCommit(ShardClaim claim, Decision.Change change, List<Answer> answers) {
  /**
   * What became of a request.
   *
   * @param request its id
   * @param refused why it was refused, null if it was carried out
   */
  public record Answer(long request, @Nullable String refused) {}
}
