package dev.zeroflow.metadata.tracking;

import java.util.UUID;

/**
 * A figure of a logged model.
 *
 * @param runId run that measured it
 * @param atMillis milliseconds since 1970, as the client says
 * @param datasetName data set that it was measured on; empty if not said
 * @param datasetDigest empty if not said
 */
public record LoggedModelMetric(
    String key,
    double value,
    long step,
    long atMillis,
    UUID runId,
    String datasetName,
    String datasetDigest) {}
