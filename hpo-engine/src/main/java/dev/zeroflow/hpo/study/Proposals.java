package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who decides a parameter: whoever has fixed it, then the joint proposal, then the sampler.
 *
 * @param history what is known of the study
 * @param sampler who proposes
 */
record Proposals(History history, Sampler sampler) {

  /** The trial once it is asked for. */
  Trial start(Trial trial, SearchSpace space) {
    return trial.started(sampler.propose(history, ask(trial, space)));
  }

  /** The trial's value of a parameter that it has not been given. */
  Parameter decide(Trial trial, String name, Distribution distribution) {
    Map<String, @Nullable Object> fixed = trial.assignment().fixed();
    if (fixed.containsKey(name)) {
      return Parameter.ofExternal(distribution, fixed.get(name));
    }
    Parameter proposed = trial.assignment().proposal().get(name);
    double internal = proposed == null ? Double.NaN : distribution.toInternal(proposed.value());
    if (distribution.contains(internal)) {
      return new Parameter(distribution, internal);
    }
    if (distribution.isSingle()) {
      return new Parameter(distribution, distribution.fromUnit(0.5));
    }
    Ask ask = ask(trial, history.jointSpace());
    return new Parameter(distribution, sampler.suggest(history, ask, name, distribution));
  }

  private Ask ask(Trial trial, SearchSpace space) {
    TrialSeed seed = new TrialSeed(history.settings().seed(), trial.number());
    return new Ask(space.withoutSingles(), trial, seed);
  }
}
