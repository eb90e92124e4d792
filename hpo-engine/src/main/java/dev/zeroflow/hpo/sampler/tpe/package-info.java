/**
 * Tree-structured Parzen estimators by the rules of Optuna 5.0: one density of good trials, one of
 * the others, and the candidate of the first that the second has least of.
 *
 * <p>Start with {@link dev.zeroflow.hpo.sampler.tpe.TpeSampler}, then {@link
 * dev.zeroflow.hpo.sampler.tpe.ParzenEstimator}.
 */
@NullMarked
package dev.zeroflow.hpo.sampler.tpe;

import org.jspecify.annotations.NullMarked;
