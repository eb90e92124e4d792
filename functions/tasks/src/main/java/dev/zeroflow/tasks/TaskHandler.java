package dev.zeroflow.tasks;

import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.attempt.Attempts;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import jakarta.inject.Singleton;

/**
 * The one address of this image: a CloudEvent with an invocation in, a CloudEvent with its result
 * out. A failed attempt is an answer like any other, so HTTP says 200 for both.
 */
@Singleton
public class TaskHandler {
  private static final String SOURCE = "zeroflow/tasks";

  private final Attempts attempts;

  TaskHandler(Attempts attempts) {
    this.attempts = attempts;
  }

  /** Runs one attempt; the answer has the id of the call. */
  @Funq
  @CloudEventMapping(trigger = CloudEventTypes.TASK_INVOKE)
  public CloudEvent<TaskResult> invoke(CloudEvent<TaskInvocation> event) {
    TaskResult result = attempts.run(event.data());
    return CloudEventBuilder.create()
        .id(event.id())
        .source(SOURCE)
        .type(result.error() == null ? CloudEventTypes.TASK_SUCCEEDED : CloudEventTypes.TASK_FAILED)
        .build(result);
  }
}
