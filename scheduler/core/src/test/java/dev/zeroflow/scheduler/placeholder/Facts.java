package dev.zeroflow.scheduler.placeholder;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;

import dev.zeroflow.scheduler.placeholder.ExecutorInput.Artifact;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run, a task and an attempt to fill placeholders from. */
final class Facts {
  static final RunFacts RUN =
      new RunFacts(
          UUID.fromString("00000000-0000-7000-8000-000000000001"),
          "Nightly, 3rd",
          "train",
          "s3://bucket/root",
          Instant.parse("2026-01-02T03:04:05.678Z"),
          null,
          null);

  static final TaskFacts TASK = new TaskFacts("Train model", "7d1f");

  static final Artifact TABLE =
      new Artifact("table", "system.Dataset", "s3://bucket/t.csv", Map.of("rows", 3.0, "of", "x"));

  private Facts() {}

  /** A run and a task with parameters, but no attempt yet. */
  static PlaceholderValues values(Map<String, Object> parameters) {
    return new PlaceholderValues(RUN, TASK, parameters);
  }

  /** An attempt of {@link #component}. */
  static PlaceholderValues attempt(Map<String, Object> parameters) {
    var input =
        new ExecutorInput(
            component("x"),
            parameters,
            Map.of("table", List.of(TABLE), "parts", List.of(TABLE, TABLE)),
            "/runs/1/train/1");
    return new PlaceholderValues(RUN, TASK, parameters, input);
  }

  /** A component with inputs and outputs of every kind and the arguments. */
  static Component component(String... args) {
    PipelineSpec pipeline =
        PipelineText.with(
                root -> {
                  root.artifactList("all");
                  root.command("a", List.of("run"), List.of(args))
                      .parameter("n", "NUMBER_INTEGER", constant(1))
                      .artifact("table", graphArtifact("all"))
                      .artifactList("parts", graphArtifact("all"))
                      .outputParameter("score", "NUMBER_DOUBLE")
                      .outputArtifact("model");
                })
            .parse();
    return pipeline.task("a").component();
  }

  static Executor.Container container(String... args) {
    return (Executor.Container) component(args).body();
  }
}
