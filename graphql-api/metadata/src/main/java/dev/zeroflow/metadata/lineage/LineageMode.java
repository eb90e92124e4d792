package dev.zeroflow.metadata.lineage;

/**
 * Which edges a graph has. Artifacts have the same content if their digests are equal, and are
 * {@code sha256:} of at least one byte or {@code client:} with at least 8 characters: shorter ones
 * are names of versions, which mean nothing elsewhere.
 */
public enum LineageMode {
  /** What was recorded and nothing else: only executions that touched exactly these artifacts. */
  EXACT,
  /**
   * As EXACT, but of several executions that wrote the same content only the newest one counts: the
   * one that wrote last, of equal times the one with the greater id. The artifact that it wrote is
   * joined by SAME_CONTENT with the others of this content.
   */
  LATEST,
  /**
   * As EXACT, and artifacts with the same content are joined by SAME_CONTENT, those of outside jobs
   * also by SAME_ADDRESS with artifacts at their s3:// address.
   */
  CUMULATIVE
}
