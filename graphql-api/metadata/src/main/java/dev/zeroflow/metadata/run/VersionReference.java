package dev.zeroflow.metadata.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names a version of a pipeline.
 *
 * @param versionId null for the newest one at the time of use
 */
public record VersionReference(UUID pipelineId, @Nullable UUID versionId) {}
