package dev.zeroflow.metadata.registry;

/**
 * A figure that a model version is registered with.
 *
 * @param key name, e.g. {@code accuracy}
 */
public record ModelMetric(String key, double value) {}
