package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where the inputs of a task come from. */
final class InputsParser {
  /** The only expression that the compiler emits. */
  private static final Pattern MEMBER =
      Pattern.compile("parseJson\\(string_value\\)\\[\"([^\"\\\\]+)\"\\]");

  private InputsParser() {}

  static Map<String, InputSource> inputs(SpecNode task) {
    Map<String, InputSource> sources = new LinkedHashMap<>();
    task.find("inputs")
        .ifPresent(
            inputs -> {
              inputs.members("parameters").forEach((k, v) -> sources.put(k, parameter(v)));
              inputs.members("artifacts").forEach((k, v) -> add(sources, k, v));
            });
    return sources;
  }

  private static void add(Map<String, InputSource> sources, String name, SpecNode node) {
    if (sources.put(name, artifact(node)) != null) {
      throw node.bad("is given as a parameter too");
    }
  }

  /** Where a parameter comes from. */
  static InputSource parameter(SpecNode node) {
    InputSource source = source(node);
    return node.find("parameterExpressionSelector")
        .<InputSource>map(selector -> new InputSource.Member(source, member(selector)))
        .orElse(source);
  }

  private static InputSource source(SpecNode node) {
    String kind =
        node.only(
            "runtimeValue", "componentInputParameter", "taskOutputParameter", "taskFinalStatus");
    SpecNode source = node.get(kind);
    return switch (kind) {
      case "runtimeValue" -> runtimeValue(source);
      case "componentInputParameter" -> new InputSource.GraphParameter(source.text());
      case "taskOutputParameter" ->
          new InputSource.TaskParameter(
              source.get("producerTask").text(), source.get("outputParameterKey").text());
      default -> new InputSource.FinalStatus(source.get("producerTask").text());
    };
  }

  private static String member(SpecNode selector) {
    Matcher member = MEMBER.matcher(selector.text());
    if (!member.matches()) {
      throw selector.bad(
          "only parseJson(string_value)[\"field\"] is understood, not " + selector.text());
    }
    return member.group(1);
  }

  private static InputSource runtimeValue(SpecNode node) {
    return switch (node.only("constant", "constantValue", "runtimeParameter")) {
      case "constant" -> new InputSource.Constant(node.member("constant").json());
      case "constantValue" -> new InputSource.Constant(typedValue(node.get("constantValue")));
      default -> new InputSource.GraphParameter(node.get("runtimeParameter").text());
    };
  }

  /** The form of older compilers; protobuf writes its 64 bit integers as text. */
  static Object typedValue(SpecNode node) {
    String type = node.only("intValue", "doubleValue", "stringValue");
    SpecNode value = node.get(type);
    return switch (type) {
      case "intValue" -> value.longNumber();
      case "doubleValue" -> value.realNumber();
      default -> value.text();
    };
  }

  private static InputSource artifact(SpecNode node) {
    if (node.only("componentInputArtifact", "taskOutputArtifact")
        .equals("componentInputArtifact")) {
      return new InputSource.GraphArtifact(node.get("componentInputArtifact").text());
    }
    SpecNode output = node.get("taskOutputArtifact");
    return new InputSource.TaskArtifact(
        output.get("producerTask").text(), output.get("outputArtifactKey").text());
  }
}
