package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import java.util.Map;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * One evaluation of the objective, as it stood at some moment; immutable.
 *
 * @param number counts from 0 in its study
 * @param state where it stands
 * @param assignment what is known of its parameters
 * @param evidence what is known of how good it is
 * @param attributes what users have noted
 * @param isPaused whether it is running but nobody works on it, until a pruner lets it go on
 */
public record Trial(
    int number,
    TrialState state,
    Assignment assignment,
    Evidence evidence,
    PMap<String, String> attributes,
    boolean isPaused) {

  /** Checks that it has values only if it was told, and is paused only while it is running. */
  public Trial {
    if (!evidence.values().isEmpty() && !state.isTold()) {
      throw new HpoException(
          Problem.TRIAL_NOT_RUNNING, "a %s trial has no values".formatted(state));
    }
    if (isPaused && state != TrialState.RUNNING) {
      throw new HpoException(
          Problem.TRIAL_NOT_RUNNING, "a %s trial is not paused".formatted(state));
    }
  }

  static Trial waiting(int number, Assignment assignment) {
    return new Trial(
        number, TrialState.WAITING, assignment, Evidence.NONE, TreePMap.empty(), false);
  }

  /** What it has been given, in the order in which it asked. */
  public Map<String, Parameter> parameters() {
    return assignment.parameters();
  }

  /** Its objective values, see {@link Evidence}. */
  public Values values() {
    return evidence.values();
  }

  /** Intermediate values by step. */
  public PSortedMap<Integer, Values> reports() {
    return evidence.reports();
  }

  /** Whether no constraint is violated. */
  public boolean isFeasible() {
    return evidence.violation() <= 0;
  }

  Trial started(Map<String, Parameter> proposal) {
    return new Trial(
        number, TrialState.RUNNING, assignment.proposed(proposal), evidence, attributes, false);
  }

  Trial given(String name, Parameter parameter) {
    return new Trial(
        number, state, assignment.given(name, parameter), evidence, attributes, isPaused);
  }

  Trial evident(Evidence next) {
    return new Trial(number, state, assignment, next, attributes, isPaused);
  }

  Trial noted(String key, String value) {
    return new Trial(number, state, assignment, evidence, attributes.plus(key, value), isPaused);
  }

  Trial paused(boolean next) {
    return new Trial(number, state, assignment, evidence, attributes, next);
  }

  Trial ended(TrialState end, Values values) {
    return new Trial(number, end, assignment, evidence.valued(values), attributes, false);
  }

  Trial numbered(int next) {
    return new Trial(next, state, assignment, evidence, attributes, isPaused);
  }
}
