package dev.zeroflow.metadata.lineage;

import java.util.List;

/**
 * Something that a task did otherwise in one history than in another.
 *
 * @param what what differs
 * @param taskId path of the task, which is in both histories
 * @param slot name of the parameter, input or output
 * @param a values in the first history, in order, each once: the parameter as text, or the digest
 *     of the artifact, or its address if there is no digest; empty if there is none
 * @param b values in the second history
 */
public record LineageChange(What what, String taskId, String slot, List<String> a, List<String> b) {
  /** What differs. */
  public enum What {
    PARAMETER,
    INPUT,
    OUTPUT
  }

  public LineageChange {
    a = List.copyOf(a);
    b = List.copyOf(b);
  }
}
