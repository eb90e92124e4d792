package dev.zeroflow.metadata.trace;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that a program has carried out.
 *
 * @param id of the client's making: another project may have the same one
 * @param experiment number of its experiment
 * @param artifactLocation see {@link dev.zeroflow.metadata.tracking.TrackingExperiment}
 * @param startedMillis since 1970
 * @param durationMillis null while it goes on
 * @param clientRequestId what the program itself calls it
 * @param spans spans that are stored here
 */
public record Trace(
    UUID id,
    String project,
    UUID experimentId,
    long experiment,
    String artifactLocation,
    TraceState state,
    long startedMillis,
    @Nullable Long durationMillis,
    @Nullable String clientRequestId,
    @Nullable String requestPreview,
    @Nullable String responsePreview,
    int spans) {}
