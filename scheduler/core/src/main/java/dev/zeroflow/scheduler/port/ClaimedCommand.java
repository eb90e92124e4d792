package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Command;
import java.util.UUID;

/**
 * A command that this scheduler carries out for now.
 *
 * @param id its id
 * @param run the run that it belongs to
 * @param kind what to do
 * @param task path of the task
 * @param attempt the attempt that it belongs to
 * @param dispatches how often it has been claimed, this time included; more than once means that an
 *     earlier claimer was lost
 */
public record ClaimedCommand(
    long id, UUID run, Command.Kind kind, String task, int attempt, int dispatches) {}
