package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.UUID;

/**
 * One time at which a schedule starts a run.
 *
 * @param at when it was due by the schedule
 */
public record Tick(UUID recurringRunId, Instant at) {}
