package dev.zeroflow.metadata.run;

/** A run with what is said of it. */
public record DescribedRun(RunRecord run, RunDetail detail) {
  /** The name that people see. */
  public String name() {
    String own = detail.displayName();
    return own == null ? run.name() : own;
  }
}
