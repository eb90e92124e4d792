package dev.zeroflow.app.function;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.scheduler.port.FunctionStatus;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A function as it is now. */
@Type("Function")
@Description("A unit that scales to zero.")
public record ApiFunction(
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Unique.") String name,
    @NonNull @Description("What it does.") ApiFunctionKind kind,
    @NonNull @Description("Where it is in its life.") ApiFunctionState state,
    @Description("Replicas that exist, whether ready or not.") int replicas,
    @NonNull @Description("Why it is in this state.") String reason,
    @NonNull @Description("When it entered this state.") Instant since,
    @Description("How long its last start from zero took, in milliseconds.")
        @Nullable Double lastColdStartMillis)
    implements ApiNode {
  private static final double NANOS_PER_MILLI = 1_000_000.0;

  static ApiFunction of(FunctionStatus status) {
    @Nullable Duration start = status.lastColdStart();
    return new ApiFunction(
        NodeType.FUNCTION.id(status.name()),
        status.name(),
        ApiFunctionKind.of(status.kind()),
        ApiFunctionState.of(status.state()),
        status.replicas(),
        status.reason(),
        status.since(),
        start == null ? null : start.toNanos() / NANOS_PER_MILLI);
  }
}
