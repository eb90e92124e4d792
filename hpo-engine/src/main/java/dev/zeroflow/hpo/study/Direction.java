package dev.zeroflow.hpo.study;

/** Which way an objective is to go. */
public enum Direction {
  MINIMIZE(1),
  MAXIMIZE(-1);

  private final double sign;

  Direction(double sign) {
    this.sign = sign;
  }

  /** The value as something to minimise, which is all that algorithms know. */
  public double toLoss(double value) {
    return sign * value;
  }
}
