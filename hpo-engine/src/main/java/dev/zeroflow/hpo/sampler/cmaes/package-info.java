/**
 * Evolution of a normal distribution by adaptation of its covariances.
 *
 * <p>Start with {@link dev.zeroflow.hpo.sampler.cmaes.CmaEsSampler}. The algorithm is a value that
 * a generation of trials turns into the next ({@code Evolution}), with constants ({@code
 * Strategy}); the told trials are folded into it in the order of their numbers ({@code
 * Generations}).
 */
@NullMarked
package dev.zeroflow.hpo.sampler.cmaes;

import org.jspecify.annotations.NullMarked;
