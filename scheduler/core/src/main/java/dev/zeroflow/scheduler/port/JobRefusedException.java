package dev.zeroflow.scheduler.port;

/** A job was not started. The end says why, and decides whether another try can help. */
public final class JobRefusedException extends Exception {
  private final transient JobEnd end;

  public JobRefusedException(JobEnd end) {
    super(end.message());
    this.end = end;
  }

  public JobEnd end() {
    return end;
  }
}
