/**
 * Studies: searches for good parameters whose trials anybody may work on, over any number of
 * processes, and lose. Read {@link dev.zeroflow.scheduler.study.Studies} first, then {@code Desk}.
 */
@NullMarked
package dev.zeroflow.scheduler.study;

import org.jspecify.annotations.NullMarked;
