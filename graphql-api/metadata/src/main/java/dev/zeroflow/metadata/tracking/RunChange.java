package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to change of a run; what is null stays as it is. */
public record RunChange(
    @Nullable RunState state, @Nullable Instant endedAt, @Nullable String name) {}
