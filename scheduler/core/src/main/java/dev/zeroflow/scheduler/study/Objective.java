package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.study.Direction;

/**
 * What a study makes as good as it can be.
 *
 * @param metric name of the metric that tells it
 * @param direction whether it is to be small or large
 */
public record Objective(String metric, Direction direction) {
  /** Longest name of a metric, in characters. */
  public static final int MAX_NAME = 250;

  public Objective {
    if (metric.isBlank() || metric.length() > MAX_NAME) {
      throw new StudyException(
          StudyProblem.BAD_INPUT, "the metric of an objective has 1 to 250 characters");
    }
  }
}
