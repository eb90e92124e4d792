package dev.zeroflow.tasks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.rehearsal.LoopbackPlane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
  private final AtomicLong nanos = new AtomicLong();
  private String graphqlAnswer = "{\"data\":{}}";
  private LoopbackPlane plane;

  @BeforeEach
  void start() throws IOException {
    plane = new LoopbackPlane(json, request -> graphqlAnswer);
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  /** A function of the test, given as a body. */
  private interface Body {
    void run(TaskContext context) throws IOException, InterruptedException;
  }

  private TaskResult run(Body body, InputArtifact... inputs) {
    return run(invocation(plane.address(), inputs), body);
  }

  private TaskResult run(TaskInvocation invocation, Body body) {
    var function =
        new TaskFunction() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void run(TaskContext context) throws IOException, InterruptedException {
            body.run(context);
          }
        };
    var http = new Http(Http.newClient(), millis -> {});
    var tools = new Attempts.Tools(http, json, InstantSource.fixed(NOW), nanos::get);
    return new Attempts(List.of(function), tools).run(invocation);
  }

  private static TaskInvocation invocation(String controlPlane, InputArtifact... inputs) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("count", 3.0);
    parameters.put("half", 0.5);
    parameters.put("name", "n");
    parameters.put("nothing", null);
    return new TaskInvocation(
        TaskInvocation.SCHEMA_VERSION,
        "test",
        "run-1",
        "task",
        1,
        "token",
        NOW,
        parameters,
        inputs.length == 0 ? Map.of() : Map.of("in", List.of(inputs)),
        Map.of("out", new OutputSlot("out", "system.Artifact")),
        Map.of("answer", "NUMBER_INTEGER"),
        Map.of(),
        null,
        controlPlane,
        null);
  }

  private InputArtifact stored() {
    return plane.store("key", "system.Dataset", CONTENT);
  }

  private static InputArtifact withDigest(InputArtifact a, String digest) {
    return new InputArtifact(
        a.id(), a.name(), a.type(), a.uri(), digest, a.size(), a.metadata(), a.getUrl());
  }

  private static void assertFailed(TaskResult result, String code, ErrorCategory category) {
    assertThat(result.error()).isNotNull();
    assertThat(result.error().code()).isEqualTo(code);
    assertThat(result.error().category()).isEqualTo(category);
    assertThat(result.outputArtifacts()).isEmpty();
  }

  @Test
  void whatAFunctionWritesIsInTheResultAndInTheStore() {
    TaskResult result =
        run(
            context -> {
              byte[] bytes = context.bytes("in");
              context.write("out", "text/plain", bytes, Map.of("k", 1));
              context.write("undeclared", "text/plain", bytes, Map.of());
              context.output("answer", 42);
              context.output("undeclared", 43);
              context.metric("m", 0.5, 2);
              context.log().info("one\ntwo");
            },
            stored());

    assertThat(result.error()).isNull();
    assertThat(result.attemptToken()).isEqualTo("token");
    assertThat(result.outputParameters()).isEqualTo(Map.of("answer", 42));
    assertThat(result.outputArtifacts()).containsOnlyKeys("out");
    var artifact = result.outputArtifacts().get("out").getFirst();
    assertThat(plane.text(artifact)).isEqualTo("content");
    assertThat(artifact.digest()).isEqualTo(stored().digest());
    assertThat(artifact.size()).isEqualTo(CONTENT.length);
    assertThat(artifact.metadata()).isEqualTo(Map.of("k", 1));
    assertThat(result.metrics()).hasSize(1);
    assertThat(result.logs()).extracting("text").containsExactly("one", "two");
  }

  @Test
  void timeOutsideTransfersIsWork() {
    TaskResult result =
        run(
            context -> {
              nanos.addAndGet(5_000_000);
              context.bytes("in");
            },
            stored());

    assertThat(result.timings().workMillis()).isEqualTo(5);
    assertThat(result.timings().downloadMillis()).isZero();
  }

  @Test
  void damagedBytesAreTriedAgain() {
    var damaged = withDigest(stored(), "sha256:00");

    assertFailed(
        run(context -> context.bytes("in"), damaged), "DIGEST_MISMATCH", ErrorCategory.TRANSIENT);
  }

  @Test
  void anObjectThatChangedIsTheUsersMatter() {
    TaskResult same = run(context -> context.bytes("in"), withDigest(stored(), "etag:key"));
    TaskResult changed = run(context -> context.bytes("in"), withDigest(stored(), "etag:old"));

    assertThat(same.error()).isNull();
    assertFailed(changed, "OBJECT_CHANGED", ErrorCategory.USER);
    assertThat(changed.error().message()).contains("changed since the run started");
  }

  @Test
  void anArtifactAboveTheLimitIsNotRead() {
    var a = stored();
    var huge =
        new InputArtifact(
            a.id(), a.name(), a.type(), a.uri(), a.digest(), 1L << 40, Map.of(), a.getUrl());

    assertFailed(run(context -> context.bytes("in"), huge), "TOO_LARGE", ErrorCategory.RESOURCE);
  }

  @Test
  void aMissingObjectIsNamedWithoutItsPresignedAddress() {
    var a = stored();
    var gone =
        new InputArtifact(
            a.id(),
            a.name(),
            a.type(),
            "s3://loopback/gone",
            a.digest(),
            1,
            Map.of(),
            plane.address() + "/objects/gone?signature=secret");

    TaskResult result = run(context -> context.bytes("in"), gone);

    assertFailed(result, "OBJECT_NOT_FOUND", ErrorCategory.USER);
    assertThat(result.toString()).contains("s3://loopback/gone").doesNotContain("secret");
  }

  @Test
  void everyKindOfErrorHasItsOwner() {
    assertFailed(
        run(
            context -> {
              throw TaskException.user("BAD_TABLE", "Row 3");
            }),
        "BAD_TABLE",
        ErrorCategory.USER);
    assertFailed(
        run(
            context -> {
              throw new IOException("reset");
            }),
        "TRANSFER_FAILED",
        ErrorCategory.TRANSIENT);
    assertFailed(
        run(
            context -> {
              throw new OutOfMemoryError();
            }),
        "OUT_OF_MEMORY",
        ErrorCategory.RESOURCE);
    TaskResult defect =
        run(
            context -> {
              throw new IllegalStateException("defect");
            });
    assertFailed(defect, "INTERNAL", ErrorCategory.INTERNAL);
    assertThat(defect.error().stack()).contains("IllegalStateException: defect");
    assertThat(defect.logs()).extracting("stream", "text").contains(tuple("stderr", "defect"));
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  @Test
  void aSilentControlPlaneIsATransientFault() {
    plane.close();

    assertFailed(
        run(context -> context.graphql("{me}")), "TRANSFER_FAILED", ErrorCategory.TRANSIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NOT_FOUND, USER",
    "CONFLICT, CONFLICT, USER",
    "INTERNAL, CONTROL_PLANE_ERROR, INTERNAL",
    "internal_server_error, CONTROL_PLANE_ERROR, INTERNAL"
  })
  void errorsOfGraphqlKeepTheirOwner(String theirs, String ours, ErrorCategory category) {
    graphqlAnswer =
        "{\"data\":null,\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"%s\"}}]}"
            .formatted(theirs);

    assertFailed(run(context -> context.graphql("{me}")), ours, category);
  }

  @Test
  void parametersAreReadWithTheirType() {
    TaskResult result =
        run(
            context -> {
              Parameters parameters = context.parameters();
              assertThat(parameters.integer("count")).isEqualTo(3);
              assertThat(parameters.number("count")).isEqualTo(3.0);
              assertThat(parameters.text("count")).isEqualTo("3");
              assertThat(parameters.text("name")).isEqualTo("n");
            });

    assertThat(result.error()).isNull();
  }

  @Test
  void parametersThatDoNotFitAreTheUsersError() {
    assertParameterError(p -> p.integer("half"), "Parameter half must be an integer, but is 0.5.");
    assertParameterError(p -> p.number("name"), "Parameter name must be a number, but is n.");
    assertParameterError(p -> p.integer("count", 4, 9), "an integer from 4 to 9, but is 3");
    assertParameterError(p -> p.text("nothing"), "Parameter nothing has no value.");
    assertParameterError(p -> p.text("absent"), "Parameter absent has no value.");
  }

  private void assertParameterError(Consumer<Parameters> read, String message) {
    TaskResult result = run(context -> read.accept(context.parameters()));
    assertThat(result.error().category()).isEqualTo(ErrorCategory.USER);
    assertThat(result.error().message()).contains(message);
  }

  @Test
  void anInvocationOfAnotherVersionIsRefused() {
    TaskInvocation i = invocation(plane.address());
    var newer =
        new TaskInvocation(
            99,
            i.function(),
            i.runId(),
            i.taskId(),
            1,
            "token",
            NOW,
            i.parameters(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            i.controlPlane(),
            null);

    assertFailed(run(newer, context -> {}), "SCHEMA_VERSION", ErrorCategory.USER);
  }

  /** A store that fails at first, and one that stores but loses its answer. */
  @ParameterizedTest
  @CsvSource({"503, 200, 200", "503, 503, 200", "503, 412, 412"})
  void anUploadSurvivesFaultsOfTheStore(int first, int second, int third) throws IOException {
    int[] statuses = {first, second, third};
    var puts = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/internal/v1/uploads",
        exchange -> {
          String ticket =
              "{\"uri\":\"s3://b/k\",\"putUrl\":\"%s/put\",\"headers\":{\"Host\":\"x\",\"If-None-Match\":\"*\"}}"
                  .formatted(address);
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Bearer token");
          exchange.sendResponseHeaders(200, ticket.length());
          exchange.getResponseBody().write(ticket.getBytes());
          exchange.close();
        });
    server.createContext(
        "/put",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(statuses[puts.getAndIncrement()], -1);
          exchange.close();
        });
    server.start();
    try {
      TaskResult result =
          run(
              invocation(address),
              context -> context.write("out", "text/plain", CONTENT, Map.of()));

      assertThat(result.error()).isNull();
      assertThat(result.outputArtifacts().get("out").getFirst().uri()).isEqualTo("s3://b/k");
    } finally {
      server.stop(0);
    }
  }
}
