package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run to be stored.
 *
 * @param id its id
 * @param project the project that it belongs to
 * @param name display name
 * @param pipeline name of the pipeline
 * @param documentDigest {@code sha256:<hex>} of the document
 * @param document text of the pipeline document
 * @param parameters checked values
 * @param reason why it is started
 * @param options what its submitter chose beside the parameters
 * @param priority ready tasks of runs with a higher one go first within their project
 * @param idempotencyKey a second submission with the same key in the project is the same run; null
 *     for none
 */
public record NewRun(
    UUID id,
    String project,
    String name,
    String pipeline,
    String documentDigest,
    String document,
    Map<String, @Nullable Object> parameters,
    StartReason reason,
    RunOptions options,
    int priority,
    @Nullable String idempotencyKey) {}
