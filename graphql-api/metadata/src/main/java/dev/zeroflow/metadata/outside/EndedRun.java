package dev.zeroflow.metadata.outside;

import dev.zeroflow.metadata.run.RunState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline run that has ended.
 *
 * @param pipeline null if the run was deleted, with its end
 * @param state how it ended
 * @param error why it failed
 */
public record EndedRun(
    UUID id,
    @Nullable String pipeline,
    @Nullable RunState state,
    @Nullable Instant finishedAt,
    @Nullable String error) {}
