/** Everything that is applied to a cluster before Zeroflow runs on it. Pure but for its command. */
@NullMarked
package dev.zeroflow.knative.cluster.install;

import org.jspecify.annotations.NullMarked;
