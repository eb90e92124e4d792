package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a run is in the list of all runs, which is ordered by time and id.
 *
 * @param at when it was submitted, or when it started if a client logs it
 */
public record RunPlace(RunKind kind, UUID id, Instant at) {}
