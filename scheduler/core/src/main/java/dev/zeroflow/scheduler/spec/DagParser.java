package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a graph of tasks; {@code components} resolves the reference of a task to its component. */
final class DagParser {
  /** Keys become parts of paths and of addresses. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][-_.A-Za-z0-9]{0,127}");

  private final Function<SpecNode, Component> components;
  private final GraphReads reads;

  DagParser(Function<SpecNode, Component> components, GraphReads reads) {
    this.components = components;
    this.reads = reads;
  }

  /**
   * The graph.
   *
   * @param given declared inputs of the component that it is the body of
   */
  Dag dag(SpecNode node, Interface given) {
    Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    node.members("tasks").forEach((key, task) -> tasks.put(key, task(key, task)));
    GraphOutputs outputs =
        node.find("outputs").map(OutputsParser::outputs).orElse(GraphOutputs.NONE);
    return new DagChecks(node, given, tasks, reads).checked(outputs);
  }

  private TaskSpec task(String key, SpecNode node) {
    if (!KEY.matcher(key).matches()) {
      throw node.bad("the name of a task must be 1 to 128 letters, digits, '-', '_' and '.'");
    }
    Component component = components.apply(node.get("componentRef").get("name"));
    Map<String, InputSource> inputs = InputsParser.inputs(node);
    return new TaskSpec(
        key,
        node.find("taskInfo").map(info -> info.text("name", key)).orElse(key),
        component,
        upstream(node, inputs),
        inputs,
        condition(node),
        trigger(node),
        LoopParser.loop(node),
        node.find("retryPolicy").map(RetryParser::retry).orElse(RetryPolicy.NEVER),
        node.find("cachingOptions").map(DagParser::caching).orElse(Caching.OFF));
  }

  /** The compiler leaves out some producers, so inputs count as well as what is declared. */
  private static Set<String> upstream(SpecNode node, Map<String, InputSource> inputs) {
    Set<String> upstream = new LinkedHashSet<>();
    node.elements("dependentTasks").forEach(task -> upstream.add(task.text()));
    inputs.values().stream().map(DagParser::producer).forEach(upstream::add);
    upstream.remove("");
    return upstream;
  }

  private static String producer(InputSource source) {
    return switch (source) {
      case InputSource.TaskParameter output -> output.task();
      case InputSource.TaskArtifact output -> output.task();
      case InputSource.Constant ignored -> "";
      case InputSource.GraphParameter ignored -> "";
      case InputSource.GraphArtifact ignored -> "";
      case InputSource.FinalStatus status -> status.task();
      case InputSource.Member member -> producer(member.of());
    };
  }

  private static @Nullable Condition condition(SpecNode node) {
    SpecNode text =
        node.find("triggerPolicy").flatMap(policy -> policy.find("condition")).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return Condition.parse(text.text());
    } catch (IllegalArgumentException e) {
      throw text.bad(String.valueOf(e.getMessage()));
    }
  }

  private static Trigger trigger(SpecNode node) {
    SpecNode strategy =
        node.find("triggerPolicy").flatMap(policy -> policy.find("strategy")).orElse(null);
    if (strategy == null) {
      return Trigger.ALL_SUCCEEDED;
    }
    return switch (strategy.text()) {
      case "TRIGGER_STRATEGY_UNSPECIFIED", "ALL_UPSTREAM_TASKS_SUCCEEDED" -> Trigger.ALL_SUCCEEDED;
      case "ALL_UPSTREAM_TASKS_COMPLETED" -> Trigger.ALL_COMPLETED;
      default -> throw strategy.bad("unknown strategy " + strategy.text());
    };
  }

  private static Caching caching(SpecNode node) {
    String key = node.text("cacheKey", "");
    return node.flag("enableCache") ? new Caching(true, key.isEmpty() ? null : key) : Caching.OFF;
  }
}
