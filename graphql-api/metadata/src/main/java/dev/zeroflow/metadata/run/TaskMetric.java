package dev.zeroflow.metadata.run;

import java.util.UUID;

/**
 * A figure that a task reported.
 *
 * @param step training step, 0 when there is only one
 */
public record TaskMetric(UUID runId, String taskPath, String key, double value, long step) {}
