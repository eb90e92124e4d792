package dev.zeroflow.scheduler.engine;

import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;

import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A pipeline out of one seed: chains, fans, values and artifacts between tasks, conditions on
 * values, retries, graphs inside graphs. Every task puts out a number {@code n} and an artifact
 * {@code a}; so does every graph.
 */
final class RandomPipeline {
  private static final int MAX_TASKS = 6;
  private static final int MAX_DEPTH = 2;

  private final RandomGenerator random;

  private RandomPipeline(RandomGenerator random) {
    this.random = random;
  }

  static PipelineText of(RandomGenerator random) {
    return PipelineText.with(
        root -> {
          root.parameter("p", "NUMBER_INTEGER");
          new RandomPipeline(random).fill(root, 0);
        });
  }

  private void fill(PipelineText.Graph graph, int depth) {
    List<String> before = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_TASKS);
    for (int i = 0; i < count; i++) {
      String key = "t" + i;
      PipelineText.TaskText task = add(graph, key, depth);
      for (String up : before) {
        connect(task, up);
      }
      if (random.nextInt(4) == 0) {
        task.give("c", graphParameter("p"))
            .when("inputs.parameter_values['c'] %s 5".formatted(random.nextBoolean() ? "<" : ">="));
      }
      if (random.nextInt(4) == 0) {
        task.retry(1 + random.nextInt(2), random.nextInt(20) + "s");
      }
      before.add(key);
    }
  }

  private PipelineText.TaskText add(PipelineText.Graph graph, String key, int depth) {
    if (depth == MAX_DEPTH || random.nextInt(4) > 0) {
      return graph.task(key).outputParameter("n", "NUMBER_INTEGER").outputArtifact("a");
    }
    return graph
        .graph(
            key,
            inner -> {
              inner.parameter("p", "NUMBER_INTEGER");
              fill(inner, depth + 1);
              inner.outputParameter("n", "NUMBER_INTEGER", "n", "t0");
              inner.outputArtifact("a", "a", "t0");
            })
        .parameter("p", "NUMBER_INTEGER", graphParameter("p"));
  }

  private void connect(PipelineText.TaskText task, String up) {
    switch (random.nextInt(8)) {
      case 0 -> task.after(up);
      case 1 -> task.parameter("n-" + up, "NUMBER_INTEGER", taskParameter(up, "n"));
      case 2 -> task.artifact("a-" + up, taskArtifact(up, "a"));
      case 3 ->
          task.give("v-" + up, taskParameter(up, "n"))
              .when("!(inputs.parameter_values['v-%s'] == %d)".formatted(up, random.nextInt(3)));
      default -> {}
    }
  }
}
