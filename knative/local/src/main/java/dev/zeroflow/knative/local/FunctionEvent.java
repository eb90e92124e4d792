package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A function entered a state.
 *
 * @param function name of the function
 * @param state the state it is in now
 * @param revision number of its specification, from 1
 * @param replicas processes that exist
 * @param reason one sentence
 * @param at when
 * @param took time in the state before; for ACTIVE after ACTIVATING that is the cold start
 */
public record FunctionEvent(
    String function,
    State state,
    int revision,
    int replicas,
    String reason,
    Instant at,
    @Nullable Duration took) {}
