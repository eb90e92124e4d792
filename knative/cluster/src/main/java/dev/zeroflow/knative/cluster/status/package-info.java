/** What Services, Revisions and Pods say about a function; pure but for the informers. */
@NullMarked
package dev.zeroflow.knative.cluster.status;

import org.jspecify.annotations.NullMarked;
