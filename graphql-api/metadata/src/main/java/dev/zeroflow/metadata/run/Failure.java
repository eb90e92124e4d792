package dev.zeroflow.metadata.run;

import org.jspecify.annotations.Nullable;

/**
 * Why a run or a task failed.
 *
 * @param code stable code in upper snake case
 * @param category USER, TRANSIENT, RESOURCE or INTERNAL
 * @param taskPath task at fault; null if it is the run itself, or the task that carries this
 */
public record Failure(String code, String category, String message, @Nullable String taskPath) {}
