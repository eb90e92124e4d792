package dev.zeroflow.hpo;

/** A request that cannot be served as it stands; nothing has been changed by it. */
public final class HpoException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final Problem problem;

  /** Says what is wrong in a word for programs and a sentence for people. */
  public HpoException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }
}
