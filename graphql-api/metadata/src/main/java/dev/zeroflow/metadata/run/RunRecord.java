package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is read.
 *
 * @param triggerDetail what set it off, e.g. the object's address
 * @param parameters JSON texts by name
 * @param priority ready tasks of runs with a higher one go first within the project
 * @param deadlineAt when it is ended unless it has ended by itself; null for never
 * @param failure null unless it failed
 */
public record RunRecord(
    UUID id,
    String project,
    String name,
    String pipeline,
    RunState state,
    TriggerKind triggerKind,
    @Nullable String triggerDetail,
    Map<String, String> parameters,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int priority,
    @Nullable Instant deadlineAt,
    @Nullable Failure failure) {}
