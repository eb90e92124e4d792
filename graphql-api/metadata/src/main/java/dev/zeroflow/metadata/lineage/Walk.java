package dev.zeroflow.metadata.lineage;

/** Which way to walk from the root. */
public enum Walk {
  /** To what the root was made from. */
  UPSTREAM,
  /** To what was made from the root. */
  DOWNSTREAM
}
