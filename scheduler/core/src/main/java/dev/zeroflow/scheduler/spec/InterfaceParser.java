package dev.zeroflow.scheduler.spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

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
    return new Interface(parameters, artifacts);
  }

  private static ParameterDef parameter(SpecNode node) {
    ParameterType type = type(node.get("parameterType"));
    Object normal = node.find("defaultValue").map(SpecNode::json).orElse(null);
    boolean optional = node.flag("isOptional") || normal != null;
    Object typed = normal == null ? null : type.accept(normal).orElse(normal);
    return new ParameterDef(type, optional, typed);
  }

  private static ParameterType type(SpecNode node) {
    return Arrays.stream(ParameterType.values())
        .filter(type -> type.name().equals(node.text()))
        .findAny()
        .orElseThrow(
            () ->
                InvalidPipelineException.unsupported(
                    node.path(), "parameter type " + node.text() + " is not supported yet"));
  }

  private static ArtifactDef artifact(SpecNode node) {
    if (node.flag("isArtifactList")) {
      throw InvalidPipelineException.unsupported(
          node.path(), "lists of artifacts are not supported yet");
    }
    String type = node.get("artifactType").text("schemaTitle", "system.Artifact");
    return new ArtifactDef(type, node.flag("isOptional"), false);
  }
}
