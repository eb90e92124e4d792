/** The API of Kubeflow Pipelines, version v2beta1, for its unmodified clients. */
@NullMarked
package dev.zeroflow.app.kfp;

import org.jspecify.annotations.NullMarked;
