package dev.zeroflow.contract;

/**
 * One figure reported by a task.
 *
 * @param key name, e.g. {@code accuracy}
 * @param value the figure
 * @param step training step, 0 when there is only one
 */
public record MetricValue(String key, double value, long step) {}
