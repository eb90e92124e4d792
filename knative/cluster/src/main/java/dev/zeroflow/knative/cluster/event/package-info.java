/** Knative Eventing: the resources that bring events to the server, and who sends them. */
@NullMarked
package dev.zeroflow.knative.cluster.event;

import org.jspecify.annotations.NullMarked;
