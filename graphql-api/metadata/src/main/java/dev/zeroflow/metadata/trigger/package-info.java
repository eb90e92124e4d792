/** Runs that start because an object was stored. */
@NullMarked
package dev.zeroflow.metadata.trigger;

import org.jspecify.annotations.NullMarked;
