package dev.zeroflow.scheduler.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the declared inputs and outputs of a component. */
final class InterfaceParser {
  private static final Pattern OUTPUT_NAME = Pattern.compile("[A-Za-z0-9_][-_.A-Za-z0-9]{0,255}");

  private InterfaceParser() {}

  static Interface inputs(SpecNode component) {
    return component.find("inputDefinitions").map(InterfaceParser::read).orElse(Interface.NONE);
  }

  static Interface outputs(SpecNode component) {
    Interface outputs =
        component.find("outputDefinitions").map(InterfaceParser::read).orElse(Interface.NONE);
    outputs.parameters().keySet().forEach(name -> checkOutputName(component, name));
    outputs.artifacts().keySet().forEach(name -> checkOutputName(component, name));
    return outputs;
  }

  /** Names of outputs become parts of addresses. */
  private static void checkOutputName(SpecNode component, String name) {
    if (!OUTPUT_NAME.matcher(name).matches()) {
      throw component.bad(
          "the name of an output must be 1 to 256 letters, digits, '-', '_' and '.', not '%s'"
              .formatted(name));
    }
  }

  private static Interface read(SpecNode node) {
    Map<String, ParameterDef> parameters = new LinkedHashMap<>();
    node.members("parameters").forEach((name, def) -> parameters.put(name, parameter(def)));
    Map<String, ArtifactDef> artifacts = new LinkedHashMap<>();
    node.members("artifacts").forEach((name, def) -> artifacts.put(name, artifact(def)));
    for (String name : artifacts.keySet()) {
      if (parameters.containsKey(name)) {
        throw node.bad(name + " is both a parameter and an artifact");
      }
    }
    return new Interface(parameters, artifacts);
  }

  private static ParameterDef parameter(SpecNode node) {
    ParameterType type = type(node.get("parameterType"));
    Object normal = node.find("defaultValue").map(SpecNode::json).orElse(null);
    boolean optional = node.flag("isOptional") || normal != null;
    return new ParameterDef(type, optional, typed(type, normal), literals(node, type));
  }

  private static List<@Nullable Object> literals(SpecNode node, ParameterType type) {
    List<@Nullable Object> literals = new ArrayList<>();
    node.elements("literals").forEach(literal -> literals.add(typed(type, literal.json())));
    return literals;
  }

  private static @Nullable Object typed(ParameterType type, @Nullable Object value) {
    return value == null ? null : type.accept(value).orElse(value);
  }

  private static ParameterType type(SpecNode node) {
    return Arrays.stream(ParameterType.values())
        .filter(type -> type.name().equals(node.text()))
        .findAny()
        .orElseThrow(() -> node.bad("there is no parameter type " + node.text()));
  }

  private static ArtifactDef artifact(SpecNode node) {
    String type = node.get("artifactType").text("schemaTitle", "system.Artifact");
    return new ArtifactDef(type, node.flag("isOptional"), node.flag("isArtifactList"));
  }
}
