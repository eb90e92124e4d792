package dev.zeroflow.hpo.study;

/** How a trial ends. */
public sealed interface Outcome {

  /**
   * The objective has been evaluated. A value that is not a number makes the trial a failed one;
   * infinite values count as the best or the worst there can be.
   */
  record Completed(Values values) implements Outcome {}

  /** Stopped early; its last report, if all of it are numbers, becomes its values. */
  record Pruned() implements Outcome {}

  /** It crashed, ran out of time or was lost. */
  record Failed() implements Outcome {}

  /** The objective has these values. */
  static Outcome completed(double... values) {
    return new Completed(Values.of(values));
  }

  /** Stopped early. */
  static Outcome pruned() {
    return new Pruned();
  }

  /** Ended without values. */
  static Outcome failed() {
    return new Failed();
  }
}
