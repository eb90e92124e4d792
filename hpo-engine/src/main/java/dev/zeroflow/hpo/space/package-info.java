/**
 * What a parameter may be: ranges of numbers and lists of choices, and how both become numbers.
 *
 * <p>Start with {@link dev.zeroflow.hpo.space.Distribution}.
 */
@NullMarked
package dev.zeroflow.hpo.space;

import org.jspecify.annotations.NullMarked;
