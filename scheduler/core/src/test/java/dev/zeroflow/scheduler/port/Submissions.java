package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.Map;
import java.util.UUID;

/** New runs for tests. */
public final class Submissions {
  /** The simplest pipeline: one task {@code a}. */
  public static final PipelineText ONE = PipelineText.with(root -> root.task("a"));

  private Submissions() {}

  /** A run of a pipeline without parameters. */
  public static NewRun of(PipelineText pipeline) {
    return of(pipeline, "default", Map.of(), null);
  }

  /** A run; {@code key} is its idempotency key, null for none. */
  public static NewRun of(
      PipelineText pipeline, String project, Map<String, Object> parameters, String key) {
    return new NewRun(
        UUID.randomUUID(),
        project,
        "a run",
        "test",
        RunClient.digest(pipeline.bytes()),
        pipeline.json(),
        parameters,
        new StartReason(StartReason.Kind.OBJECT_CREATED, "s3://incoming/table.csv"),
        key);
  }
}
