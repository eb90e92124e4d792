/**
 * Comparing points with several losses, all of which are to be small.
 *
 * <p>Start with {@link dev.zeroflow.hpo.pareto.Domination}.
 */
@NullMarked
package dev.zeroflow.hpo.pareto;

import org.jspecify.annotations.NullMarked;
