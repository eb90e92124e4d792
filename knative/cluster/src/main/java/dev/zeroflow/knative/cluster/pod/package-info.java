/** What a function or job asks of its pod, in Kubernetes' words. Pure. */
@NullMarked
package dev.zeroflow.knative.cluster.pod;

import org.jspecify.annotations.NullMarked;
