/**
 * A run as state and rules: what may happen to it is decided by pure functions of its rows, an
 * event and the time.
 *
 * <p>Start with {@link dev.zeroflow.scheduler.run.RunDecider}.
 */
@NullMarked
package dev.zeroflow.scheduler.run;

import org.jspecify.annotations.NullMarked;
