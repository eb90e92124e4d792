package dev.zeroflow.tasks.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.attempt.Attempts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job from its file to a control plane that is there at the second try. */
@QuarkusTest
class JobRunTest {
  @Inject Attempts attempts;
  @Inject ObjectMapper json;
  private final List<TaskResult> results = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer plane;
  private Path folder;

  @BeforeEach
  void start() throws IOException {
    folder = Files.createTempDirectory("job-run");
    plane = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plane.createContext(
        ControlPlane.COMPLETIONS,
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            results.add(json.readValue(body, TaskResult.class));
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(results.size() == 1 ? 503 : 204, -1);
          }
        });
    plane.start();
  }

  @AfterEach
  void stop() throws IOException {
    plane.stop(0);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void theResultOfTheEventIsHandedIn() throws Exception {
    Path event = event(CloudEventTypes.TASK_INVOKE);
    assertThat(new JobRun(attempts, json).run(event)).isEqualTo(JobRun.DONE);
    assertThat(results).hasSize(2);
    assertThat(results.getLast().error()).isNull();
    assertThat(results.getLast().outputParameters()).containsEntry("sum", 5);
    assertThat(authorizations).containsOnly("Bearer secret");
  }

  @Test
  void aFileWithoutAnInvocationIsRefused() throws Exception {
    assertThat(new JobRun(attempts, json).run(event("something.else"))).isEqualTo(2);
    Path broken = Files.writeString(folder.resolve("broken"), "{");
    assertThat(new JobRun(attempts, json).run(broken)).isEqualTo(2);
    assertThat(new JobRun(attempts, json).run(folder.resolve("none"))).isEqualTo(2);
  }

  @Test
  void theFileIsWhereTheEnvironmentSays() {
    assertThat(EventFile.in(Map.of())).isEmpty();
    assertThat(EventFile.in(Map.of("K_EVENT_PATH", "/a"))).contains(Path.of("/a/event"));
    assertThat(EventFile.in(Map.of("K_EVENT_PATH", "/a", "ZEROFLOW_EVENT_FILE", "/b/c")))
        .contains(Path.of("/b/c"));
  }

  private Path event(String type) throws IOException {
    var invocation =
        new TaskInvocation(
            TaskInvocation.SCHEMA_VERSION,
            "add",
            "run",
            "task",
            1,
            "secret",
            Instant.now().plus(Duration.ofMinutes(1)),
            Map.of("a", 2, "b", 3),
            Map.of(),
            Map.of(),
            Map.of("sum", "NUMBER_INTEGER"),
            Map.of(),
            null,
            "http://127.0.0.1:" + plane.getAddress().getPort(),
            null);
    var event =
        Map.of(
            "specversion", "1.0",
            "id", "run/task/1",
            "source", "test",
            "type", type,
            "data", invocation);
    return Files.write(folder.resolve("event"), json.writeValueAsBytes(event));
  }
}
