package dev.zeroflow.metadata.lineage;

/** On which side of an execution an artifact is. */
public enum Direction {
  /** The execution read the artifact. */
  INPUT,
  /** The execution wrote the artifact. */
  OUTPUT
}
