package dev.zeroflow.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.TaskInvocation;
import java.util.Map;
import java.util.function.Function;

/** Writes invocations as CloudEvents in structured mode, as a job reads them from its file. */
public final class InvocationEvents implements Function<TaskInvocation, byte[]> {
  private final ObjectMapper json;

  public InvocationEvents(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public byte[] apply(TaskInvocation invocation) {
    String id = "%s/%s/%d".formatted(invocation.runId(), invocation.taskId(), invocation.attempt());
    try {
      return json.writeValueAsBytes(
          Map.of(
              "specversion",
              "1.0",
              "id",
              id,
              "source",
              "zeroflow/scheduler",
              "type",
              CloudEventTypes.TASK_INVOKE,
              "datacontenttype",
              "application/json",
              "data",
              invocation));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an invocation is always JSON", e);
    }
  }
}
