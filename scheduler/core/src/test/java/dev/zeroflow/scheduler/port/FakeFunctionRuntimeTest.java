package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FakeFunctionRuntimeTest extends FunctionRuntimeContract {
  private final FakeFunctionRuntime runtime = new FakeFunctionRuntime(InstantSource.system());
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  FakeFunctionRuntimeTest() {
    for (String function :
        new String[] {"echo", "teapot", "one", "busy", "slow", "fragile", "changing", "leaving"}) {
      runtime.on(function, this::handle);
    }
    runtime.breakImage(brokenImage(), "made to fail");
  }

  @Override
  protected FunctionRuntime runtime() {
    return runtime;
  }

  @Override
  protected String workingImage() {
    return "fake/working";
  }

  @Override
  protected String brokenImage() {
    return "fake/broken";
  }

  @Test
  void afterScalingToZeroTheNextCallIsCold() throws Exception {
    runtime.ensure(spec("echo"));
    runtime.invoke(get("echo", "/echo"));

    runtime.scaleToZero("echo");

    assertThat(runtime.invoke(get("echo", "/echo")).cold()).isTrue();
  }

  @Test
  void aFunctionWithoutAHandlerAnswersNotFound() throws Exception {
    runtime.ensure(spec("bare"));

    assertThat(runtime.invoke(get("bare", "/echo")).status()).isEqualTo(404);
  }

  private FunctionReply handle(FunctionSpec spec, FunctionCall call) throws Exception {
    var target = URI.create(call.path());
    String argument = Objects.requireNonNullElse(target.getQuery(), "");
    return switch (target.getPath()) {
      case "/echo" -> echo(call);
      case "/status" -> FakeFunctionRuntime.reply(Integer.parseInt(argument), new byte[0]);
      case "/variable" ->
          FakeFunctionRuntime.reply(
              200, spec.environment().getOrDefault(argument, "").getBytes(StandardCharsets.UTF_8));
      case "/overlap" -> overlap();
      case "/hold" -> hold(Path.of(argument));
      default -> throw new IllegalStateException("crash");
    };
  }

  private static FunctionReply echo(FunctionCall call) {
    var headers =
        Map.of(
            "content-type", call.headers().getOrDefault("Content-Type", ""),
            "x-method", call.method());
    return new FunctionReply(200, headers, call.body(), false, Duration.ZERO);
  }

  private FunctionReply overlap() throws Exception {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    Thread.sleep(2);
    inside.decrementAndGet();
    return FakeFunctionRuntime.reply(200, most.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static FunctionReply hold(Path gate) throws Exception {
    Files.write(
        Path.of(gate + ".entered"),
        new byte[1],
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    while (!Files.exists(gate)) {
      Thread.sleep(2);
    }
    return FakeFunctionRuntime.reply(200, new byte[0]);
  }
}
