/** Runs that start again and again by the clock. */
@NullMarked
package dev.zeroflow.metadata.schedule;

import org.jspecify.annotations.NullMarked;
