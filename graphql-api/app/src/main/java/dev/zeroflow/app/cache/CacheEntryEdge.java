package dev.zeroflow.app.cache;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A cache entry and its place in the list. */
@Type("CacheEntryEdge")
@Description("A cache entry and its place in the list.")
public record CacheEntryEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this cache entry.") String cursor,
    @NonNull @Description("The cache entry.") ApiCacheEntry node) {}
