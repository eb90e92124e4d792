package dev.zeroflow.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function for one attempt of a task; the data of the CloudEvent {@link
 * CloudEventTypes#TASK_INVOKE}.
 *
 * @param schemaVersion version of this record, {@link #SCHEMA_VERSION}
 * @param function name of the function inside the handler image, e.g. {@code train-decision-tree}
 * @param runId the run
 * @param taskId path of the task in the run, e.g. {@code condition-1/register-model}
 * @param attempt counts from 1 for each task
 * @param attemptToken secret that names this attempt; sent back as bearer token and in the result
 * @param deadline after this instant the result is no longer waited for
 * @param parameters resolved input parameters by name
 * @param artifacts input artifacts by input name; most inputs hold a list of one
 * @param outputs declared output artifacts by output name
 * @param outputParameters declared output parameters: name to KFP type, e.g. {@code NUMBER_DOUBLE}
 * @param environment environment variables of the step, literal strings
 * @param traceParent W3C trace context, if the run is traced
 * @param controlPlane base address for uploads and logs, e.g. {@code http://127.0.0.1:8080}
 * @param component what to execute, if it is not a function of the image
 */
public record TaskInvocation(
    int schemaVersion,
    String function,
    String runId,
    String taskId,
    int attempt,
    String attemptToken,
    Instant deadline,
    Map<String, @Nullable Object> parameters,
    Map<String, List<InputArtifact>> artifacts,
    Map<String, OutputSlot> outputs,
    Map<String, String> outputParameters,
    Map<String, String> environment,
    @Nullable String traceParent,
    String controlPlane,
    @Nullable ComponentCall component) {

  /** Version of the records in this package that both sides must share. */
  public static final int SCHEMA_VERSION = 1;
}
