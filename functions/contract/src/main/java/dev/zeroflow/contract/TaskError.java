package dev.zeroflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed.
 *
 * @param code stable code in upper snake case, e.g. {@code BAD_TABLE}
 * @param category who has to act, and whether a retry can help
 * @param message one sentence for the person who reads the run; names the row, column or parameter
 *     at fault
 * @param stack stack trace, for errors that are not the user's
 */
public record TaskError(
    String code, ErrorCategory category, String message, @Nullable String stack) {}
