package dev.zeroflow.app.cache;

import dev.zeroflow.scheduler.port.TaskCache;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One page of cache entries. */
@Type("CacheEntryPage")
@Description("A page of cache entries, newest first.")
public record CacheEntryPage(
    @NonNull @Description("The entries.") List<@NonNull ApiCacheEntry> nodes,
    @Description("Whether more follow.") boolean hasNextPage) {
  /**
   * A page of what was read.
   *
   * @param found one entry more than the page holds, if there are more
   */
  static CacheEntryPage of(List<TaskCache.Entry> found, int first) {
    return new CacheEntryPage(
        found.stream().limit(first).map(ApiCacheEntry::of).toList(), found.size() > first);
  }
}
