package dev.zeroflow.scheduler.faults;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;

import dev.zeroflow.scheduler.spec.PipelineText;

/** Pipelines of steps that each put out {@code n}: one more than what they were given. */
final class Shapes {
  private Shapes() {}

  /** Steps one after the other: s0, s1, ... */
  static PipelineText chain(int steps) {
    return PipelineText.with(
        root -> {
          for (int i = 0; i < steps; i++) {
            PipelineText.TaskText task = root.task("s" + i).outputParameter("n", "NUMBER_INTEGER");
            task.parameter(
                "n", "NUMBER_INTEGER", i == 0 ? constant(0) : taskParameter("s" + (i - 1), "n"));
          }
        });
  }

  /** Steps side by side. */
  static PipelineText fan(int width) {
    return grid(width, 1);
  }

  /** Chains side by side: s(column)-(row). */
  static PipelineText grid(int width, int depth) {
    return PipelineText.with(
        root -> {
          for (int row = 0; row < depth; row++) {
            for (int column = 0; column < width; column++) {
              root.task("s%d-%d".formatted(column, row))
                  .outputParameter("n", "NUMBER_INTEGER")
                  .parameter(
                      "n",
                      "NUMBER_INTEGER",
                      row == 0
                          ? constant(0)
                          : taskParameter("s%d-%d".formatted(column, row - 1), "n"));
            }
          }
        });
  }

  /** One step that may be tried again so often. */
  static PipelineText one(int retries) {
    return PipelineText.with(
        root ->
            root.task("s0")
                .outputParameter("n", "NUMBER_INTEGER")
                .parameter("n", "NUMBER_INTEGER", constant(0))
                .retry(retries, "0s"));
  }
}
