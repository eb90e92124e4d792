/** The handler of the image zeroflow/inference: serves one version of one model. */
@NullMarked
package dev.zeroflow.inference;

import org.jspecify.annotations.NullMarked;
