/**
 * What a study has found: which parameters mattered, the best trials, and how it went.
 *
 * <p>Start with {@link dev.zeroflow.hpo.analysis.Importance}. Nothing here is kept; all of it is
 * cheap enough to be worked out for each question.
 */
@NullMarked
package dev.zeroflow.hpo.analysis;

import org.jspecify.annotations.NullMarked;
