package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.space.SearchSpace;

/**
 * What a sampler is asked for when a trial starts.
 *
 * @param space parameters to decide together, those with a single value left out; the declared
 *     space if there is one, otherwise what all told trials have in common, which is empty at first
 * @param trial the trial that starts: its number and fixed parameters; what is proposed for a
 *     parameter that is fixed is not used
 * @param seed where its chance comes from
 */
public record Ask(SearchSpace space, Trial trial, TrialSeed seed) {}
