/** Jobs of the scheduler as Jobs of Kubernetes. */
@NullMarked
package dev.zeroflow.knative.cluster.job;

import org.jspecify.annotations.NullMarked;
