/** Named groups of runs. */
@NullMarked
package dev.zeroflow.metadata.experiment;

import org.jspecify.annotations.NullMarked;
