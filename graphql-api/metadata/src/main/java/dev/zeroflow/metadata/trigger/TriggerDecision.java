package dev.zeroflow.metadata.trigger;

import java.util.UUID;

/** What a trigger did with an event, kept so that "why did it not start?" has an answer. */
public sealed interface TriggerDecision {
  /** A run was started. */
  record Triggered(UUID runId) implements TriggerDecision {}

  /** The event is not one that the trigger waits for. */
  record Filtered(String reason) implements TriggerDecision {}

  /** The same object content has started a run before. */
  record Duplicate() implements TriggerDecision {}

  /** The run could not be started. */
  record Failed(String message) implements TriggerDecision {}
}
