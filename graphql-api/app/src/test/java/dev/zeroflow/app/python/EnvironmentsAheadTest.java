package dev.zeroflow.app.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.engine.Background;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsAheadTest {
  private static final TaskFunctions FUNCTIONS =
      new TaskFunctions(
          Map.of("zeroflow/tasks:1", "tasks"), new TaskFunctions.Host(PythonHost.FUNCTION, "/w"));

  private final List<FunctionCall> calls = new ArrayList<>();
  private final EnvironmentsAhead environments =
      new EnvironmentsAhead(FUNCTIONS, new Recording(calls), new AtOnce());

  private static PipelineSpec pipeline(String image, String command) {
    String document =
        """
        {"schemaVersion": "2.1.0", "pipelineInfo": {"name": "p"},
         "components": {"comp": {"executorLabel": "exec"}},
         "deploymentSpec": {"executors": {"exec": {"container":
           {"image": "%s", "command": ["%s"], "args": ["--function", "f"]}}}},
         "root": {"dag": {"tasks": {"a": {"componentRef": {"name": "comp"}}}}}}
        """
            .formatted(image, command);
    return PipelineParser.parse(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theHostHearsOfComponentsOnce() {
    environments.accept(pipeline("python:3.11", "one"));
    environments.accept(pipeline("python:3.11", "one"));
    environments.accept(pipeline("python:3.11", "two"));
    assertThat(calls).hasSize(2).allMatch(call -> call.path().equals("/environments"));
    assertThat(new String(calls.getFirst().body(), StandardCharsets.UTF_8))
        .contains("\"command\":[\"one\"]")
        .contains("\"image\":\"python:3.11\"");
  }

  @Test
  void functionsOfAnImageNeedNone() {
    environments.accept(pipeline("zeroflow/tasks:1", ""));
    assertThat(calls).isEmpty();
  }

  private record Recording(List<FunctionCall> calls) implements FunctionRuntime {
    @Override
    public FunctionReply invoke(FunctionCall call) {
      calls.add(call);
      return new FunctionReply(202, Map.of(), new byte[0], false, Duration.ZERO);
    }

    @Override
    public void ensure(FunctionSpec spec) {}

    @Override
    public void remove(String function) {}

    @Override
    public void cancel(String callId) {}

    @Override
    public List<FunctionStatus> describe() {
      return List.of();
    }
  }

  private static final class AtOnce implements Background {
    @Override
    public void start(String name, Runnable work) {
      work.run();
    }

    @Override
    public void startAfter(String name, Duration delay, Runnable work) {
      work.run();
    }
  }
}
