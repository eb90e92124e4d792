package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.trace.Assessment;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What somebody says of a trace. */
@Type("TraceAssessment")
@Description("What somebody, or a program, says of a trace.")
public record ApiAssessment(
    @NonNull @Description("The id by which tracking clients name it.") String assessmentId,
    @NonNull @Description("Whether it says how good it is, or how it should be.")
        ApiAssessmentKind kind,
    @NonNull @Description("What is judged.") String name,
    @NonNull @Description("The judgement: JSON text.") String value,
    @Description("Why there is no value: JSON text; null if there is one.") @Nullable String error,
    @NonNull @Description("Kind of who says so, e.g. HUMAN or LLM_JUDGE.") String sourceType,
    @NonNull @Description("Who says so.") String sourceId,
    @Description("Why.") @Nullable String rationale,
    @Description("Span that it is about; null for the whole trace.") @Nullable String spanId,
    @Description("Whether nothing has taken its place.") boolean valid,
    @NonNull @Description("When it was said.") Instant createdAt,
    @NonNull @Description("When it was changed.") Instant updatedAt) {
  static ApiAssessment of(Assessment it) {
    return new ApiAssessment(
        "a-" + ApiTrackingRun.hex(it.id()),
        ApiAssessmentKind.valueOf(it.kind().name()),
        it.name(),
        it.value(),
        it.error(),
        it.source().type(),
        it.source().id(),
        it.rationale(),
        it.spanId(),
        it.valid(),
        it.createdAt(),
        it.updatedAt());
  }
}
