package dev.zeroflow.knative.cluster.status;

/**
 * A trouble and a sentence about it.
 *
 * @param trouble what it is
 * @param sentence what happened and, where it is known, what to do
 * @param lasting whether the cluster has given up for a while, so that waiting is of no use
 */
public record Finding(Trouble trouble, String sentence, boolean lasting) {}
