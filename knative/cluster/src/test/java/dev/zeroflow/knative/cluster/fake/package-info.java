/** A cluster for tests: an API server in memory, a controller, and pods that are processes. */
package dev.zeroflow.knative.cluster.fake;
