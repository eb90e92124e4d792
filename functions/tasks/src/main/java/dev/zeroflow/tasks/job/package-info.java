/** One attempt from a file: a process that runs it, hands its result in, and ends. */
@NullMarked
package dev.zeroflow.tasks.job;

import org.jspecify.annotations.NullMarked;
