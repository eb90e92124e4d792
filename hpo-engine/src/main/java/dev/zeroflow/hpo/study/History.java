package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.space.SearchSpace;
import java.util.Collection;
import java.util.List;

/** What samplers and pruners see of a study. */
public interface History {

  /** What the study is about. */
  StudySettings settings();

  /**
   * Trials that have ended, in the order in which they did. The list only ever grows, so that a
   * model can read on from where it was; what it concludes must not depend on the order.
   */
  List<Trial> finished();

  /** Trials under way in the order of their numbers; not the one that is being asked for. */
  Collection<Trial> running();

  /** Parameters that every told trial has, with one and the same distribution. */
  SearchSpace jointSpace();
}
