package dev.zeroflow.scheduler.spec;

/**
 * A setting of the platform document that has no effect on a run on one machine.
 *
 * @param path where it stands
 * @param known whether it is a setting of Kubernetes that one machine has no use for; otherwise
 *     nobody knows what it means
 * @param followedByCluster whether it has its effect where steps have pods
 */
public record IgnoredSetting(String path, boolean known, boolean followedByCluster) {}
