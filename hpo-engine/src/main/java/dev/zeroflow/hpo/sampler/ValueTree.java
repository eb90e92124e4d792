package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Parameter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Combinations of values that were visited: a branch for each value of the parameter that trials
 * ask for at that point. What they ask for next may differ from branch to branch.
 */
final class ValueTree {
  private final Map<Double, ValueTree> branches = new HashMap<>();
  private @Nullable Distribution distribution;
  private int visits;
  private int doneBranches;
  private boolean done;

  /** Whether all of it was visited, as far as is known. */
  boolean isDone() {
    return done;
  }

  /** Whether everything behind this value was visited. */
  boolean isDone(double value) {
    ValueTree branch = branches.get(value);
    return branch != null && branch.done;
  }

  /** The tree behind these values; null if nobody was there. */
  @Nullable ValueTree find(Iterable<Parameter> path) {
    ValueTree tree = this;
    for (Parameter step : path) {
      tree = tree.branches.get(step.internal());
      if (tree == null) {
        return null;
      }
    }
    return tree;
  }

  /**
   * Adds a visit, or takes one back.
   *
   * @param path values of a trial in the order in which it asked for them
   * @param visit 1 or -1
   */
  void count(Iterator<Parameter> path, int visit) {
    if (path.hasNext()) {
      Parameter step = path.next();
      distribution = step.distribution();
      ValueTree branch = branches.computeIfAbsent(step.internal(), _ -> new ValueTree());
      boolean before = branch.done;
      branch.count(path, visit);
      doneBranches += Boolean.compare(branch.done, before);
    } else {
      visits += visit;
    }
    done = distribution == null ? visits > 0 : doneBranches == distribution.cardinality();
  }
}
