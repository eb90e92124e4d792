package dev.zeroflow.metadata.tracking;

/** A run with what was logged to it. */
public record LoggedRun(TrackingRun run, RunData data) {}
