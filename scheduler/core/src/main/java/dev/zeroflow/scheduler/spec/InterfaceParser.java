package dev.zeroflow.scheduler.spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the declared inputs and outputs of a component. */
final class InterfaceParser {
  private InterfaceParser() {}

  static Interface inputs(SpecNode component) {
    return component.find("inputDefinitions").map(InterfaceParser::read).orElse(Interface.NONE);
  }

  static Interface outputs(SpecNode component) {
    return component.find("outputDefinitions").map(InterfaceParser::read).orElse(Interface.NONE);
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
    Object value = node.find("defaultValue").map(SpecNode::value).orElse(null);
    Object normal = value == null ? null : JsonValues.normalize(value);
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
    return new ArtifactDef(type, node.flag("isOptional"));
  }
}
