package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.trace.Trace;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/**
 * A request that a program has carried out. The ignored components let fields be read in batches.
 */
@Type("Trace")
@Description("A request that a program has carried out.")
public record ApiTrace(
    @Ignore Trace trace,
    @Ignore TracePage page,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("The id by which tracking clients name it.") String traceId,
    @NonNull @Description("Number of the experiment that it belongs to.") String experimentNumber,
    @NonNull @Description("How it has ended.") ApiTraceState state,
    @NonNull @Description("When it started.") Instant startedAt,
    @Description("When it ended.") @Nullable Instant endedAt,
    @Description("What the program itself calls it.") @Nullable String clientRequestId,
    @Description("The beginning of what went in.") @Nullable String requestPreview,
    @Description("The beginning of what came out.") @Nullable String responsePreview)
    implements ApiNode {
  static ApiTrace of(Trace it, TracePage page) {
    Long duration = it.durationMillis();
    Instant start = Instant.ofEpochMilli(it.startedMillis());
    return new ApiTrace(
        it,
        page,
        NodeType.TRACE.id(it.id()),
        "tr-" + ApiTrackingRun.hex(it.id()),
        Long.toString(it.experiment()),
        ApiTraceState.valueOf(it.state().name()),
        start,
        duration == null ? null : start.plusMillis(duration),
        it.clientRequestId(),
        it.requestPreview(),
        it.responsePreview());
  }
}
