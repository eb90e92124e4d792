package dev.zeroflow.scheduler.run;

/**
 * What the submitter of a run chose beside its parameters.
 *
 * @param caching whether tasks may reuse what earlier executions put out, where the pipeline allows
 *     it
 * @param pipelineRoot address that the run calls the root of its artifacts; where they really are
 *     is the server's choice
 */
public record RunOptions(boolean caching, String pipelineRoot) {
  /** As the pipeline says. */
  public static final RunOptions DEFAULT = new RunOptions(true, "");
}
