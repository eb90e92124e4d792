/**
 * Placeholders of the pipeline document: text in, text out, in a single pass, so that a value that
 * holds the text of a placeholder is never taken for one. Nothing here reads or writes anything.
 */
@NullMarked
package dev.zeroflow.scheduler.placeholder;

import org.jspecify.annotations.NullMarked;
