package dev.zeroflow.metadata.tracking;

import java.time.Instant;
import java.util.UUID;

/**
 * A version of a data set that some run has read.
 *
 * @param id also the one of its artifact
 */
public record RecordedDataset(
    UUID id, String name, String digest, String sourceType, String source, Instant createdAt) {}
