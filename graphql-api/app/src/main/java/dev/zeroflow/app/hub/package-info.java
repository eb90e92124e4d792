/** The API of Kubeflow's model registry: the rows of our own, under its names. */
@NullMarked
package dev.zeroflow.app.hub;

import org.jspecify.annotations.NullMarked;
