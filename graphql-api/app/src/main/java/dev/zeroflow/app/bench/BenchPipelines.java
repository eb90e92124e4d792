package dev.zeroflow.app.bench;

import dev.zeroflow.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pipelines of steps that add one to what the step before put out, so that every result can be
 * checked: the sum of a step is its place in its chain, counted from 1.
 */
final class BenchPipelines {
  private static final String IMAGE = "zeroflow/tasks:0.1.0";

  private BenchPipelines() {}

  /** Steps one after the other. */
  static byte[] chain(int steps) {
    return grid(1, steps);
  }

  /** Steps side by side. */
  static byte[] fan(int width) {
    return grid(width, 1);
  }

  /** Steps side by side that add one to 0, 1, 2 ..., and one that waits for them all. */
  static byte[] joinedFan(int width) {
    var tasks = new LinkedHashMap<String, @Nullable Object>();
    for (int column = 0; column < width; column++) {
      tasks.put(key(column, 0), task(constant(column), constant(1), List.of()));
    }
    tasks.put("join", task(constant(0), constant(0), List.copyOf(tasks.keySet())));
    return document(tasks);
  }

  /** Chains side by side. */
  static byte[] grid(int width, int depth) {
    var tasks = new LinkedHashMap<String, @Nullable Object>();
    for (int row = 0; row < depth; row++) {
      for (int column = 0; column < width; column++) {
        tasks.put(key(column, row), task(column, row));
      }
    }
    return document(tasks);
  }

  /** Key of a step. */
  static String key(int column, int row) {
    return "s%d-%d".formatted(column, row);
  }

  private static Map<String, @Nullable Object> task(int column, int row) {
    if (row == 0) {
      return task(constant(0), constant(1), List.of());
    }
    String before = key(column, row - 1);
    Map<String, Object> sum = Map.of("producerTask", before, "outputParameterKey", "sum");
    return task(Map.of("taskOutputParameter", sum), constant(1), List.of(before));
  }

  private static Map<String, @Nullable Object> task(
      Map<String, Object> a, Map<String, Object> b, List<String> upstream) {
    var task = new LinkedHashMap<String, @Nullable Object>();
    task.put("componentRef", Map.of("name", "comp-add"));
    task.put("cachingOptions", Map.of());
    task.put("dependentTasks", upstream);
    task.put("inputs", Map.of("parameters", Map.of("a", a, "b", b)));
    return task;
  }

  private static Map<String, Object> constant(long value) {
    return Map.of("runtimeValue", Map.of("constant", value));
  }

  private static byte[] document(Map<String, @Nullable Object> tasks) {
    Map<String, Object> integer = Map.of("parameterType", "NUMBER_INTEGER");
    Map<String, Object> add =
        Map.of(
            "executorLabel", "exec-add",
            "inputDefinitions", Map.of("parameters", Map.of("a", integer, "b", integer)),
            "outputDefinitions", Map.of("parameters", Map.of("sum", integer)));
    Map<String, Object> container =
        Map.of("image", IMAGE, "args", List.of("--function", "add", "--executor_input", "{{$}}"));
    Map<String, Object> document =
        Map.of(
            "schemaVersion", "2.1.0",
            "pipelineInfo", Map.of("name", "bench"),
            "components", Map.of("comp-add", add),
            "deploymentSpec",
                Map.of("executors", Map.of("exec-add", Map.of("container", container))),
            "root", Map.of("dag", Map.of("tasks", tasks)));
    return Json.write(document).getBytes(StandardCharsets.UTF_8);
  }
}
