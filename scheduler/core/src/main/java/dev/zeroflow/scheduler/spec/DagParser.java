package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a graph of tasks; {@code components} resolves the reference of a task to its component. */
final class DagParser {
  private static final Duration DEFAULT_MAX_BACKOFF = Duration.ofHours(1);
  private static final List<String> UNSUPPORTED = List.of("parameterIterator", "artifactIterator");

  /** Keys become parts of paths and of addresses. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][-_.A-Za-z0-9]{0,127}");

  /** A little less than four months fits. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,7}(\\.\\d{1,9})?)s?");

  private final Function<SpecNode, Component> components;

  DagParser(Function<SpecNode, Component> components) {
    this.components = components;
  }

  /**
   * The graph.
   *
   * @param given declared inputs of the component that it is the body of
   */
  Dag dag(SpecNode node, Interface given) {
    Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    node.members("tasks").forEach((key, task) -> tasks.put(key, task(key, task)));
    if (tasks.isEmpty()) {
      throw node.bad("has no tasks");
    }
    Map<String, List<Dag.Output>> outputs =
        node.find("outputs").map(OutputsParser::outputs).orElseGet(Map::of);
    return new DagChecks(node, given, tasks, outputs).ordered();
  }

  private TaskSpec task(String key, SpecNode node) {
    if (!KEY.matcher(key).matches()) {
      throw node.bad("the name of a task must be 1 to 128 letters, digits, '-', '_' and '.'");
    }
    refuseUnsupported(node);
    Component component = components.apply(node.get("componentRef").get("name"));
    Map<String, InputSource> inputs = inputs(node);
    return new TaskSpec(
        key,
        node.find("taskInfo").map(info -> info.text("name", key)).orElse(key),
        component,
        upstream(node, inputs),
        inputs,
        condition(node),
        Trigger.ALL_SUCCEEDED,
        null,
        node.find("retryPolicy").map(DagParser::retry).orElse(RetryPolicy.NEVER),
        Caching.OFF);
  }

  private static void refuseUnsupported(SpecNode node) {
    for (String key : UNSUPPORTED) {
      if (node.has(key)) {
        throw InvalidPipelineException.unsupported(node.path(), "loops are not supported yet");
      }
    }
    String strategy =
        node.find("triggerPolicy").map(policy -> policy.text("strategy", "")).orElse("");
    if (strategy.equals("ALL_UPSTREAM_TASKS_COMPLETED")) {
      throw InvalidPipelineException.unsupported(
          node.path(), "exit handlers and ignore_upstream_failure are not supported yet");
    }
  }

  private static Map<String, InputSource> inputs(SpecNode node) {
    Map<String, InputSource> sources = new LinkedHashMap<>();
    node.find("inputs")
        .ifPresent(
            inputs -> {
              inputs.members("parameters").forEach((k, v) -> sources.put(k, parameter(v)));
              inputs.members("artifacts").forEach((k, v) -> sources.put(k, artifact(v)));
            });
    return sources;
  }

  private static InputSource parameter(SpecNode node) {
    if (node.has("parameterExpressionSelector")) {
      throw InvalidPipelineException.unsupported(
          node.path(), "selecting a field of a parameter is not supported yet");
    }
    if (node.has("runtimeValue")) {
      return constant(node.get("runtimeValue"));
    }
    if (node.has("componentInputParameter")) {
      return new InputSource.GraphParameter(node.get("componentInputParameter").text());
    }
    SpecNode output = node.get("taskOutputParameter");
    return new InputSource.TaskParameter(
        output.get("producerTask").text(), output.get("outputParameterKey").text());
  }

  private static InputSource constant(SpecNode node) {
    Object value = node.get("constant").json();
    if (Json.write(value).contains("{{$")) {
      throw InvalidPipelineException.unsupported(
          node.path(), "placeholders inside constants are not supported yet");
    }
    return new InputSource.Constant(value);
  }

  private static InputSource artifact(SpecNode node) {
    if (node.has("componentInputArtifact")) {
      return new InputSource.GraphArtifact(node.get("componentInputArtifact").text());
    }
    SpecNode output = node.get("taskOutputArtifact");
    return new InputSource.TaskArtifact(
        output.get("producerTask").text(), output.get("outputArtifactKey").text());
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

  private static RetryPolicy retry(SpecNode node) {
    return new RetryPolicy(
        node.find("maxRetryCount").map(SpecNode::wholeNumber).orElse(0),
        node.find("backoffDuration").map(DagParser::seconds).orElse(Duration.ZERO),
        node.find("backoffFactor").map(DagParser::factor).orElse(2.0),
        node.find("backoffMaxDuration").map(DagParser::seconds).orElse(DEFAULT_MAX_BACKOFF));
  }

  private static double factor(SpecNode node) {
    if (node.value() instanceof Number number && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw node.bad("must be a number of at least 0");
  }

  /** A protobuf duration, e.g. {@code "10s"} or {@code "0.5s"}. */
  private static Duration seconds(SpecNode node) {
    Matcher seconds = SECONDS.matcher(node.text());
    if (!seconds.matches()) {
      throw node.bad(
          "must be a duration in seconds such as '10s' or '0.5s', not '%s'".formatted(node.text()));
    }
    return Duration.ofMillis((long) (Double.parseDouble(seconds.group(1)) * 1000));
  }
}
