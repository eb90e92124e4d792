/**
 * The shell around the rules: claims commands, carries them out, and commits what was decided.
 *
 * <p>Start with {@link dev.zeroflow.scheduler.engine.Scheduler}.
 */
@NullMarked
package dev.zeroflow.scheduler.engine;

import org.jspecify.annotations.NullMarked;
