package dev.zeroflow.metadata.registry;

/** What keeps a version from being deleted, beside that it is served. */
public enum Protection {
  /** Every alias that points to it. */
  ALIASES,
  /** Aliases that have a promotion policy; others are removed with it. */
  GOVERNED_ALIASES
}
