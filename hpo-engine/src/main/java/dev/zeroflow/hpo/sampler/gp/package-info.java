/**
 * Bayesian optimisation with a Gaussian process.
 *
 * <p>Start with {@link dev.zeroflow.hpo.sampler.gp.GpSampler}. Losses are warped so that a process
 * fits them ({@code Targets}), its kernel is fitted by the most likely parameters ({@code
 * Likelihood}, {@code KernelFit}), and the proposal is where it expects most improvement ({@code
 * Improvement}, {@code Search}).
 */
@NullMarked
package dev.zeroflow.hpo.sampler.gp;

import org.jspecify.annotations.NullMarked;
