package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.field;
import static dev.zeroflow.scheduler.spec.PipelineText.finalStatus;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;

import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.PipelineText.Graph;
import dev.zeroflow.scheduler.spec.PipelineText.TaskText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A pipeline out of one seed with every construct there is: chains, fans, graphs in graphs,
 * conditions and OneOf, loops over all that can be looped over, exit tasks, importers, retries,
 * caching, time limits. Every task puts out a number {@code n} and an artifact {@code a}; leaves
 * also a list {@code l}, a struct {@code s} and a list of artifacts {@code parts}.
 */
public final class RandomPipeline {
  /** Objects that importers name; the second does not exist. */
  public static final List<String> OBJECTS = List.of("s3://data/here", "s3://data/gone");

  private static final int[] MOST_TASKS = {6, 3, 2};
  private static final String[] LISTS = {"[]", "[1]", "[1, 2, 3]", "no list"};

  private final RandomGenerator random;

  private RandomPipeline(RandomGenerator random) {
    this.random = random;
  }

  /** A document; its only required parameter is {@code p}, a whole number. */
  public static byte[] of(RandomGenerator random) {
    String text =
        PipelineText.with(
                root -> {
                  root.parameter("p", "NUMBER_INTEGER");
                  new RandomPipeline(random).fill(root, 0);
                })
            .json();
    String limits =
        random.nextInt(4) > 0
            ? ""
            : "\n---\n"
                + "{\"platforms\": {\"kubernetes\": {\"pipelineConfig\": {\"activeDeadlineSeconds\": \"%d\"}}}}"
                    .formatted(30 + random.nextInt(300));
    return (text + limits).getBytes(StandardCharsets.UTF_8);
  }

  /** A task that others may read from. */
  private record Source(String key, boolean loop, boolean leaf) {}

  private List<Source> fill(Graph graph, int depth) {
    List<Source> before = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_TASKS[depth]);
    for (int i = 0; i < count; i++) {
      before.add(add(graph, "t" + i, depth, List.copyOf(before)));
    }
    return before;
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private Source add(Graph graph, String key, int depth, List<Source> before) {
    if (oneIn(10)) {
      graph.importer(key).parameter("uri", "STRING", constant(OBJECTS.get(oneIn(4) ? 1 : 0)));
      return new Source(key, true, false); // nothing but an artifact, which nobody reads
    }
    boolean leaf = depth == MOST_TASKS.length - 1 || random.nextInt(3) > 0;
    TaskText task = leaf ? leaf(graph, key) : graph(graph, key, depth, before);
    boolean ordinary = true;
    if (oneIn(4)) {
      ordinary = false;
      loop(task, before);
    }
    for (Source up : before) {
      connect(task, up);
    }
    if (oneIn(5)) {
      task.give("c", graphParameter("p"))
          .when("int(inputs.parameter_values['c']) %s 5".formatted(oneIn(2) ? "<" : ">="));
    }
    if (!before.isEmpty() && oneIn(8)) {
      exit(task, before);
    }
    if (oneIn(4)) {
      task.retry(1 + random.nextInt(2), random.nextInt(20) + "s");
    }
    return new Source(key, !ordinary, leaf);
  }

  private TaskText leaf(Graph graph, String key) {
    TaskText task =
        graph
            .task(key)
            .outputParameter("n", "NUMBER_INTEGER")
            .outputParameter("l", "LIST")
            .outputParameter("s", "STRUCT")
            .outputArtifact("a")
            .outputArtifactList("parts");
    return oneIn(4) ? task.caching(null) : task;
  }

  private TaskText graph(Graph graph, String key, int depth, List<Source> before) {
    return graph
        .graph(
            key,
            inner -> {
              inner.parameter("p", "NUMBER_INTEGER");
              if (oneIn(3)) {
                branches(inner);
              } else {
                List<Source> tasks = fill(inner, depth + 1);
                output(inner, tasks);
              }
            })
        .parameter("p", "NUMBER_INTEGER", graphParameter("p"));
  }

  private void output(Graph inner, List<Source> tasks) {
    for (Source task : tasks) {
      if (!task.loop()) {
        inner.outputParameter("n", "NUMBER_INTEGER", "n", task.key());
        inner.outputArtifact("a", "a", task.key());
        return;
      }
    }
    leaf(inner, "out");
    inner.outputParameter("n", "NUMBER_INTEGER", "n", "out");
    inner.outputArtifact("a", "a", "out");
  }

  private void branches(Graph inner) {
    String[] conditions = {"int(%s) < 3", "!(int(%s) < 3) && int(%s) < 6", "!(int(%s) < 6)"};
    int count = 1 + random.nextInt(conditions.length);
    var keys = new String[count];
    for (int i = 0; i < count; i++) {
      keys[i] = "t" + i;
      leaf(inner, keys[i])
          .give("c", graphParameter("p"))
          .when(conditions[i].replace("%s", "inputs.parameter_values['c']"));
    }
    inner.outputParameter("n", "NUMBER_INTEGER", "n", keys);
    inner.outputArtifact("a", "a", keys);
  }

  private void loop(TaskText task, List<Source> before) {
    Source from = before.isEmpty() ? null : before.get(random.nextInt(before.size()));
    boolean made = from != null && from.leaf() && !from.loop();
    switch (random.nextInt(4)) {
      case 0 -> task.forEach("item", "NUMBER_INTEGER", 1, 2, 3);
      case 1 ->
          task.parameter("list", "STRING", constant(LISTS[random.nextInt(LISTS.length)]))
              .forEachOf("list", "item", "NUMBER_INTEGER");
      case 2 -> {
        if (made) {
          task.artifactList("all", taskArtifact(from.key(), "parts")).forEachArtifact("all", "one");
        } else {
          task.forEach("item", "STRUCT");
        }
      }
      default -> {
        if (made) {
          task.parameter("list", "LIST", taskParameter(from.key(), "l"))
              .forEachOf("list", "item", "NUMBER_INTEGER");
        } else {
          task.forEach("item", "STRING", "[1]", "x");
        }
      }
    }
    if (oneIn(2)) {
      task.parallelism(1 + random.nextInt(2));
    }
  }

  private void connect(TaskText task, Source up) {
    String key = up.key();
    int dice = random.nextInt(10);
    if (dice == 0 || (up.loop() && dice < 4)) {
      task.after(key);
    } else if (dice == 1) {
      task.parameter("n-" + key, "NUMBER_INTEGER", taskParameter(key, "n"));
    } else if (dice == 2) {
      task.artifact("a-" + key, taskArtifact(key, "a"));
    } else if (dice == 3) {
      task.give("v-" + key, taskParameter(key, "n"))
          .when("!(inputs.parameter_values['v-%s'] == %d)".formatted(key, random.nextInt(3)));
    } else if (dice == 4 && up.leaf() && !up.loop()) {
      task.parameter("m-" + key, "NUMBER_INTEGER", field(taskParameter(key, "s"), "m"));
    }
  }

  /** Runs however one of the others ended, and takes a default for what that one did not make. */
  private void exit(TaskText task, List<Source> before) {
    Source from = before.get(random.nextInt(before.size()));
    task.optional("e", "NUMBER_INTEGER", 7.0);
    if (!from.loop()) {
      task.give("e", taskParameter(from.key(), "n"));
    }
    task.parameter("status", "TASK_FINAL_STATUS", finalStatus(from.key())).afterAll();
  }
}
