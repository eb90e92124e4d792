package dev.zeroflow.model;

import java.util.Map;

/** What was learned: maps a standardised row to the probability of each class. Immutable. */
public sealed interface Learner permits LogisticRegression, DecisionTree {
  /** Values that a row must have. */
  int features();

  /** Probabilities that an answer has. */
  int classes();

  /**
   * Probability of each class.
   *
   * @param row standardised values, one per feature
   * @return one number from 0 to 1 per class, their sum is 1; a new array
   */
  double[] probabilities(double[] row);

  /** JSON object of this learner; {@code kind} tells which one it is. */
  Map<String, Object> toTree();
}
