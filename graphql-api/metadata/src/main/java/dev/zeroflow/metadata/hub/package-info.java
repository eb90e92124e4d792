/** The model registry by ids, as clients of Kubeflow's registry look at it. */
@NullMarked
package dev.zeroflow.metadata.hub;

import org.jspecify.annotations.NullMarked;
