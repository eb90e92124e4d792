/** Runs and tasks as they are read; the scheduler alone writes them. */
@NullMarked
package dev.zeroflow.metadata.run;

import org.jspecify.annotations.NullMarked;
