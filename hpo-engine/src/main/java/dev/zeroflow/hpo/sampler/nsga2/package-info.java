/**
 * Evolution of a population towards the Pareto front.
 *
 * <p>Start with {@link dev.zeroflow.hpo.sampler.nsga2.Nsga2Sampler}.
 */
@NullMarked
package dev.zeroflow.hpo.sampler.nsga2;

import org.jspecify.annotations.NullMarked;
