/** Mutations of experiments and of what clients log to runs. */
@NullMarked
package dev.zeroflow.app.change;

import org.jspecify.annotations.NullMarked;
