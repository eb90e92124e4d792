package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.trace.TraceSpan;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** One operation within a trace. */
@Type("TraceSpan")
@Description("One operation within a trace.")
public record ApiSpan(
    @NonNull @Description("Unique within the trace.") String spanId,
    @Description("Span that it is part of; null for the root.") @Nullable String parentId,
    @NonNull @Description("What was done.") String name,
    @NonNull @Description("Kind of operation, as the client says.") String type,
    @NonNull @Description("How it has ended.") ApiSpanStatus status,
    @NonNull @Description("What went wrong; empty if nothing did.") String statusMessage,
    @NonNull @Description("When it started.") Instant startedAt,
    @Description("When it ended.") @Nullable Instant endedAt,
    @NonNull @Description("JSON text of an object.") String attributes,
    @NonNull @Description("What happened meanwhile: JSON text of a list.") String events) {
  static ApiSpan of(TraceSpan it) {
    Long ended = it.endedNanos();
    return new ApiSpan(
        it.id(),
        it.parentId(),
        it.name(),
        it.type(),
        ApiSpanStatus.valueOf(it.status().name()),
        it.statusMessage(),
        time(it.startedNanos()),
        ended == null ? null : time(ended),
        it.attributes(),
        it.events());
  }

  private static Instant time(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
