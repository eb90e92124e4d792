package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;

/**
 * How a {@link TpeSampler} works.
 *
 * @param startupTrials told trials before it begins to model; until then parameters are random
 * @param candidates points that are drawn for each proposal
 * @param joint whether parameters that always occur together are modelled together
 * @param reckonWithRunning whether trials that are under way count as bad ones, so that others keep
 *     away from them
 */
public record TpeOptions(
    int startupTrials, int candidates, boolean joint, boolean reckonWithRunning) {
  /** Those of Optuna 5.0 for one objective. */
  public static final TpeOptions DEFAULT = new TpeOptions(10, 24, true, true);

  private static final int MAX_CANDIDATES = 10_000;

  /** Checks the numbers. */
  public TpeOptions {
    if (startupTrials < 1 || candidates < 1 || candidates > MAX_CANDIDATES) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "a sampler starts up for at least 1 trial and draws 1 to %d candidates"
              .formatted(MAX_CANDIDATES));
    }
  }
}
