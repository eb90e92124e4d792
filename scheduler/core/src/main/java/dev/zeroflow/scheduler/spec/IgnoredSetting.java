package dev.zeroflow.scheduler.spec;

/**
 * A setting of the platform document that has no effect on a run here.
 *
 * @param path where it stands
 * @param known whether it is a setting of Kubernetes that one machine has no use for; otherwise
 *     nobody knows what it means
 */
public record IgnoredSetting(String path, boolean known) {}
