package dev.zeroflow.app.python;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.engine.Background;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.spec.Argument;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Has the environments of a pipeline built before a step needs them. A hint and nothing more: a
 * step whose environment is missing has it built itself.
 */
public final class EnvironmentsAhead implements Consumer<PipelineSpec> {
  private static final Logger LOG = System.getLogger(EnvironmentsAhead.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What the host takes in one call. */
  private static final int MAX_COMPONENTS = 1_000;

  /** Command lines that are remembered, so that a repeated submission wakes nobody. */
  private static final int MAX_KNOWN = 10_000;

  private final TaskFunctions functions;
  private final FunctionRuntime runtime;
  private final Background background;
  private final SequencedSet<List<String>> known = new LinkedHashSet<>();

  /**
   * @param functions tells which components the host runs
   * @param runtime calls it
   */
  public EnvironmentsAhead(
      TaskFunctions functions, FunctionRuntime runtime, Background background) {
    this.functions = functions;
    this.runtime = runtime;
    this.background = background;
  }

  @Override
  public void accept(PipelineSpec pipeline) {
    List<Executor.Container> fresh =
        pipeline.containers().stream()
            .filter(functions::isHosted)
            .filter(it -> remember(text(it.command())))
            .limit(MAX_COMPONENTS)
            .toList();
    if (!fresh.isEmpty()) {
      background.start("environments", () -> prepare(fresh));
    }
  }

  private boolean remember(List<String> command) {
    synchronized (known) {
      if (known.size() >= MAX_KNOWN) {
        known.removeFirst();
      }
      return !command.isEmpty() && known.add(command);
    }
  }

  private void prepare(List<Executor.Container> containers) {
    List<Map<String, Object>> components = new ArrayList<>();
    for (Executor.Container it : containers) {
      components.add(
          Map.of("image", it.image(), "command", text(it.command()), "args", text(it.args())));
    }
    byte[] body = Json.write(Map.of("components", components)).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    String id = "environments/" + UUID.randomUUID();
    try {
      int status =
          runtime
              .invoke(
                  new FunctionCall(
                      id, PythonHost.FUNCTION, "POST", "/environments", headers, body, TIMEOUT))
              .status();
      LOG.log(Level.DEBUG, "environments of {0} components: {1}", containers.size(), status);
    } catch (FunctionUnavailableException e) {
      LOG.log(Level.DEBUG, "environments are not built ahead: {0}", e.getMessage());
    }
  }

  /** Arguments that are no plain text are of no component that the SDK has made of Python. */
  private static List<String> text(List<Argument> arguments) {
    return arguments.stream()
        .map(it -> it instanceof Argument.Text(String template) ? template : "")
        .toList();
  }
}
