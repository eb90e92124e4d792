/**
 * Jobs of the scheduler as Jobs of Kubernetes: one pod each, which reads its event from a secret
 * and sends its result to the control plane. Read {@code ClusterJobRuntime} first; {@code
 * JobManifests} and {@code JobEnds} are pure.
 *
 * <p>Kubernetes retries nothing: an attempt has one job for good, and a failed one is tried again
 * by the scheduler under another name. Images of users run the Python host, whose program is
 * mounted from config maps, so they need a Python of 3.9 or later; a command of theirs is its
 * child.
 */
@NullMarked
package dev.zeroflow.knative.cluster.job;

import org.jspecify.annotations.NullMarked;
