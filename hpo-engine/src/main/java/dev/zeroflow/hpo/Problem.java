package dev.zeroflow.hpo;

/** What is wrong with a request to the engine. All of them are for the caller to mend. */
public enum Problem {
  /** A distribution that no value could be drawn from, or that is larger than we allow. */
  INVALID_DISTRIBUTION,
  /** A parameter that was a number and is now a choice, or has other choices or another scale. */
  INCOMPATIBLE_DISTRIBUTION,
  /** A value that its distribution does not contain. */
  VALUE_OUT_OF_RANGE,
  /** A name that is blank or too long. */
  INVALID_NAME,
  /** An option that makes no sense, such as a negative count. */
  INVALID_OPTION,
  /** No trial has this number. */
  UNKNOWN_TRIAL,
  /** The trial has not been asked for, or has ended. */
  TRIAL_NOT_RUNNING,
  /** More or fewer values than the study has objectives. */
  WRONG_VALUE_COUNT,
  /** A number that nothing can be learned from where one is needed. */
  NOT_A_NUMBER,
  /** More trials, parameters, steps or attributes than we keep. */
  LIMIT_EXCEEDED,
  /** The sampler has nothing left to propose, or cannot work on such a space. */
  UNSUPPORTED_SPACE
}
