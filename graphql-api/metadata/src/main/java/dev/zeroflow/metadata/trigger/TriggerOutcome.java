package dev.zeroflow.metadata.trigger;

import org.jspecify.annotations.Nullable;

/**
 * A decision and whose it is.
 *
 * @param trigger name of the trigger; null if no trigger watches the bucket
 */
public record TriggerOutcome(@Nullable String trigger, TriggerDecision decision) {}
