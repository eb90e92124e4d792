package dev.zeroflow.app.cache;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of cache entries. */
@Type("CacheEntryConnection")
@Description("A page of cache entries.")
public record CacheEntryConnection(
    @NonNull @Description("The cache entries.") List<@NonNull ApiCacheEntry> nodes,
    @NonNull @Description("The cache entries with their places in the list.")
        List<@NonNull CacheEntryEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static CacheEntryConnection of(Slice<ApiCacheEntry> page) {
    return new CacheEntryConnection(page.items(), page.edges(CacheEntryEdge::new), page.info());
  }
}
