package dev.zeroflow.scheduler.study;

/** A request about a study that cannot be fulfilled; nothing has changed. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final StudyProblem problem;

  public StudyException(StudyProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public StudyProblem problem() {
    return problem;
  }
}
