package dev.zeroflow.app.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** Whether and where a list goes on. */
@Type("PageInfo")
@Description("Where a page ends.")
public record PageInfo(
    @Description("Whether more follow.") boolean hasNextPage,
    @Description("Pass it as \"after\" for the next page; null on an empty page.")
        @Nullable String endCursor) {}
