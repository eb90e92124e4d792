/** Artifacts, and the store that holds their bytes. */
@NullMarked
package dev.zeroflow.metadata.artifact;

import org.jspecify.annotations.NullMarked;
