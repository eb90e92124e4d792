package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.run.RunState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that a client logs to.
 *
 * @param experiment number of its experiment
 * @param user who started it, as the client says
 * @param pipelineRunId pipeline run that it stands for or belongs to; null if it has none
 * @param taskPath task that it stands for; null if it stands for none
 * @param state PENDING, RUNNING, SUCCEEDED, FAILED or CANCELED
 * @param artifactLocation as in its experiment
 */
public record TrackingRun(
    UUID id,
    String project,
    UUID experimentId,
    long experiment,
    String artifactLocation,
    String name,
    String user,
    RunOrigin origin,
    @Nullable UUID pipelineRunId,
    @Nullable String taskPath,
    RunState state,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean deleted) {}
