package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is about: some parameters, in the trials that have all of them and took the same
 * branches.
 *
 * @param space the parameters
 * @param branches internal values of the choices that the trials share
 */
record Scope(SearchSpace space, Map<String, Double> branches) {

  /** All trials that have the parameters. */
  static Scope of(SearchSpace space) {
    return new Scope(space, Map.of());
  }

  /** Where a trial is in the space; null if it is not in scope. */
  double @Nullable [] point(Trial trial) {
    for (var branch : branches.entrySet()) {
      Parameter taken = find(trial, branch.getKey());
      if (taken == null || taken.internal() != branch.getValue()) {
        return null;
      }
    }
    double[] point = new double[space.size()];
    int i = 0;
    for (String name : space.distributions().keySet()) {
      Parameter parameter = find(trial, name);
      if (parameter == null) {
        return null;
      }
      point[i++] = parameter.internal();
    }
    return point;
  }

  /** A trial that has ended did not use the rest of its proposal. */
  private static @Nullable Parameter find(Trial trial, String name) {
    return trial.state().isFinished()
        ? trial.parameters().get(name)
        : trial.assignment().find(name);
  }
}
