/** Looks at a cluster before Zeroflow is installed on it: what is missing, and what mends it. */
@NullMarked
package dev.zeroflow.knative.cluster.preflight;

import org.jspecify.annotations.NullMarked;
