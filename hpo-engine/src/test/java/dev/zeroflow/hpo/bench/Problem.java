package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.study.LiveTrial;
import java.util.function.ToDoubleFunction;

/**
 * A function to minimise.
 *
 * @param name as in the reference tables
 * @param optimum smallest value
 * @param marks after how many trials the regret is taken; the last one ends the run
 * @param objective what to minimise
 */
record Problem(String name, double optimum, int[] marks, ToDoubleFunction<LiveTrial> objective) {

  int trials() {
    return marks[marks.length - 1];
  }
}
