package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import java.util.Map;

/**
 * Proposes parameters for the trials of one study.
 *
 * <p>What it proposes depends on the study's seed, the number and parameters of the trial, which
 * trials have ended and how, and which are running; on nothing else, in particular neither on the
 * order of tells nor on what it was asked before. It may remember what it has worked out from a
 * history, as long as a new instance would work out the same: it is made anew whenever the study
 * is. It serves one study and one thread at a time.
 */
public interface Sampler {

  /**
   * Decides parameters together, when a trial is asked for. Others see the proposal at once.
   *
   * @param ask carries the space; the answer may leave parameters out, and may have more than these
   * @return parameters by name; a trial that asks for one gets it if its value is still in range
   */
  Map<String, Parameter> propose(History history, Ask ask);

  /**
   * Decides one parameter that was not proposed, when the trial asks for it.
   *
   * @param ask its trial has all parameters that were decided before
   * @return internal value that the distribution contains
   */
  double suggest(History history, Ask ask, String name, Distribution distribution);

  /** Whether every point of the space has been tried, so that going on only repeats them. */
  default boolean isExhausted(History history) {
    return false;
  }
}
