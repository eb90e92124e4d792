package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a container asks for, as it stands in the document; every text may hold placeholders.
 *
 * @param cpuRequest cores, e.g. {@code 500m}
 * @param cpuLimit cores
 * @param memoryRequest e.g. {@code 2Gi}
 * @param memoryLimit e.g. {@code 2Gi}
 * @param acceleratorType e.g. {@code nvidia.com/gpu}
 * @param acceleratorCount a whole number as text
 */
public record Resources(
    @Nullable String cpuRequest,
    @Nullable String cpuLimit,
    @Nullable String memoryRequest,
    @Nullable String memoryLimit,
    @Nullable String acceleratorType,
    @Nullable String acceleratorCount) {
  /** Nothing in particular. */
  public static final Resources NONE = new Resources(null, null, null, null, null, null);
}
