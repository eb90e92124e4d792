package dev.zeroflow.scheduler.study;

/** What is wrong with a request about a study. */
public enum StudyProblem {
  /** The caller must send something else. */
  BAD_INPUT,
  /** There is no such study or trial. */
  NOT_FOUND,
  /** It is not possible as things stand, e.g. a name that is taken. */
  CONFLICT
}
