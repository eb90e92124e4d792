package dev.zeroflow.metadata.run;

import java.util.UUID;

/**
 * Names a task of any run.
 *
 * @param path unique in the run
 */
public record TaskRef(UUID runId, String path) {}
