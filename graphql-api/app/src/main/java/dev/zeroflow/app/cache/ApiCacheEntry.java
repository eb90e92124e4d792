package dev.zeroflow.app.cache;

import dev.zeroflow.scheduler.port.TaskCache;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An execution whose outputs later tasks may take over. */
@Type("CacheEntry")
@Description("An execution whose outputs later tasks may take over.")
public record ApiCacheEntry(
    @NonNull @Id @Description("Names the code and its inputs by their content.") String fingerprint,
    @NonNull @Description("Name of the pipeline.") String pipeline,
    @NonNull @Description("Path of the task without the numbers of iterations.") String task,
    @NonNull @Id @Description("Id of the run that made it.") String runId,
    @NonNull @Id @Description("Path of the task in that run.") String taskId,
    @NonNull @Description("When it was made.") Instant createdAt) {
  static ApiCacheEntry of(TaskCache.Entry entry) {
    return new ApiCacheEntry(
        entry.fingerprint(),
        entry.pipeline(),
        entry.task(),
        entry.run().toString(),
        entry.path(),
        entry.createdAt());
  }
}
