package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Scale;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server in a process of its own, made to be killed: prints the id of its replica's process. */
public final class KilledServer {
  private KilledServer() {}

  public static void main(String[] arguments) throws Exception {
    var limit = Duration.ofSeconds(30);
    var config =
        LocalRuntimeConfig.of(Path.of(arguments[0]), Map.of("test", TestImage.in("serve")));
    var runtime = LocalFunctionRuntime.start(config, (function, replica, text) -> {}, event -> {});
    var scale = new Scale(0, 1, 1, limit, limit, limit, 1);
    runtime.ensure(new FunctionSpec("f", FunctionKind.TASK, "test", Map.of(), scale));
    var call = new FunctionCall("c", "f", "GET", "/pid", Map.of(), new byte[0], limit);
    System.out.println(new String(runtime.invoke(call).body(), StandardCharsets.UTF_8));
    Thread.sleep(Long.MAX_VALUE);
  }
}
