package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.study.LiveTrial;
import java.util.function.ToDoubleFunction;

/**
 * A function to minimise.
 *
 * @param name as in the reference tables
 * @param optimum smallest value
 * @param trials number of trials of a run
 * @param objective what to minimise
 */
record Problem(String name, double optimum, int trials, ToDoubleFunction<LiveTrial> objective) {}
