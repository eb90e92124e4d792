package dev.zeroflow.metadata.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline run belongs to.
 *
 * @param version the version of a pipeline that it executes; null if its document came with it
 */
public record RunHome(UUID experimentId, @Nullable VersionReference version) {}
