package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.TaskAttempt;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** One attempt to execute a task. */
@Type("Attempt")
@Description("One attempt to execute a task.")
public record ApiAttempt(
    @Description("Counts from 1.") int number,
    @NonNull @Description("How far it is, or how it ended.") ApiRunState state,
    @NonNull @Description("When it was ordered.") Instant startedAt,
    @Description("When it ended.") @Nullable Instant finishedAt,
    @Description("Why it ended, if that was not the ordinary course.") @Nullable String reason,
    @Description("Whether it waited for a replica to start; known of the last attempt only.")
        @Nullable Boolean cold) {
  static ApiAttempt of(TaskAttempt it, ApiTask task) {
    return new ApiAttempt(
        it.number(),
        ApiRunState.of(it.state()),
        it.startedAt(),
        it.finishedAt(),
        it.reason(),
        it.number() == task.attemptCount() ? task.cold() : null);
  }
}
