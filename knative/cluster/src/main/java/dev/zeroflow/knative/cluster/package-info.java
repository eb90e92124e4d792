/** Runs functions as Knative Services and Jobs of a Kubernetes cluster. */
@NullMarked
package dev.zeroflow.knative.cluster;

import org.jspecify.annotations.NullMarked;
