package dev.zeroflow.scheduler.engine;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ComponentCall;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvocationsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final String EXECUTOR = "exec-a";

  private final FakeArtifacts artifacts = new FakeArtifacts().put("s3://b/table.csv", 3);

  private TaskInvocation invocation(PipelineText text, RunEvent... before) {
    RunSnapshot run =
        Snapshots.submitted(new UUID(1, 2), text.parse(), Map.of(), RunOptions.DEFAULT, NOW);
    var events = new ArrayList<RunEvent>(List.of(new RunEvent.Started()));
    events.addAll(List.of(before));
    events.add(new RunEvent.SlotGranted("a"));
    for (RunEvent event : events) {
      run = ((Decision.Change) RunDecider.decide(run, event, NOW)).next();
    }
    return invocations().of(run, run.tasks().get("a"), NOW);
  }

  private Invocations invocations() {
    var config =
        new SchedulerConfig(
            "node",
            new TaskFunctions(
                Map.of(PipelineText.IMAGE, "tasks"), new TaskFunctions.Host("python", "/steps")),
            image -> image,
            "http://x",
            new AttemptTokens(new SigningKey(new byte[32])),
            new ArtifactUris("b"),
            SchedulerConfig.Timing.DEFAULT,
            SchedulerConfig.Bounds.DEFAULT);
    return new Invocations(config, artifacts);
  }

  private static PipelineText component(List<String> command, List<String> args) {
    return PipelineText.with(
            root ->
                root.command("a", command, args)
                    .parameter("x", "STRING", constant("a 'b' {{$.pipeline_job_name}}; rm"))
                    .outputParameter("y", "STRING")
                    .outputArtifact("model"))
        .set("python:3.11", "deploymentSpec", "executors", EXECUTOR, "container", "image");
  }

  @Test
  void aFunctionOfAnImageHasNoComponent() {
    var text = PipelineText.with(root -> root.task("a"));
    assertThat(invocation(text).component()).isNull();
  }

  @Test
  void aComponentIsCalledWithItsPlaceholdersFilledIn() {
    var text =
        component(List.of("sh", "-c", "cat"), List.of("{{$.inputs.parameters['x']}}", "{{$}}"));
    ComponentCall call = invocation(text).component();
    assertThat(call.image()).isEqualTo("python:3.11");
    assertThat(call.command()).containsExactly("sh", "-c", "cat");
    assertThat(call.args()).hasSize(2);
    assertThat(call.args().getFirst()).startsWith("a 'b' ").endsWith("; rm");
    assertThat(call.args().getLast()).isEqualTo(Json.write(call.executorInput()));
    assertThat(call.root()).startsWith("/steps/").hasSize("/steps/".length() + 36);
    assertThat(call.args().getLast()).contains(call.root() + "/model");
  }

  @Test
  void inputsAreFilesOfTheAttemptUnlessTheyLieElsewhere() {
    var text =
        PipelineText.with(
                root -> {
                  root.task("p").outputArtifactList("out");
                  root.command("a", List.of("true"), List.of())
                      .artifactList("in", taskArtifact("p", "out"));
                })
            .set("python:3.11", "deploymentSpec", "executors", EXECUTOR, "container", "image");
    var stored = ref("s3://b/table.csv", DIGEST, "../table.csv");
    var elsewhere = ref("gs://other/model", "", "model");
    var metadata = ref("", "", "metrics");
    var made = new Values(Map.of(), Map.of("out", List.of(stored, elsewhere, metadata)));
    TaskInvocation invocation =
        invocation(
            text,
            new RunEvent.SlotGranted("p"),
            new RunEvent.AttemptSucceeded("p", 1, made, List.of(), AttemptFigures.NONE));
    assertThat(invocation.artifacts().get("in"))
        .extracting(InputArtifact::getUrl)
        .containsExactly(artifacts.readAddress(stored.uri(), Invocations.ATTEMPT_TIMEOUT), "", "");
    ComponentCall call = invocation.component();
    assertThat(call.executorInput().toString())
        .contains("uri=" + call.root() + "/.inputs/in/0/.._table.csv")
        .contains("uri=gs://other/model")
        .contains("uri=" + call.root() + "/.inputs/in/2/metrics");
  }

  private static ArtifactRef ref(String uri, String digest, String name) {
    return new ArtifactRef(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        name,
        "system.Artifact",
        uri,
        digest,
        digest.isEmpty() ? 0 : 3,
        Map.of());
  }

  @Test
  void limitsAreNumbers() {
    PipelineText text =
        component(List.of("true"), List.of())
            .set(
                "500m",
                "deploymentSpec",
                "executors",
                EXECUTOR,
                "container",
                "resources",
                "resourceCpuLimit")
            .set(
                "1Gi",
                "deploymentSpec",
                "executors",
                EXECUTOR,
                "container",
                "resources",
                "resourceMemoryLimit");
    ComponentCall call = invocation(text).component();
    assertThat(call.cpuLimit()).isEqualTo(0.5);
    assertThat(call.memoryLimitBytes()).isEqualTo(1L << 30);
    PipelineText wrong =
        text.set(
            "{{$.inputs.parameters['x']}}",
            "deploymentSpec",
            "executors",
            EXECUTOR,
            "container",
            "resources",
            "resourceMemoryLimit");
    assertThatThrownBy(() -> invocation(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an amount");
  }
}
