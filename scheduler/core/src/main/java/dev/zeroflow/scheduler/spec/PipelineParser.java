package dev.zeroflow.scheduler.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns a pipeline document into a {@link PipelineSpec}. Components are resolved where they are
 * used, so a missing component, a missing executor and a component that contains itself are found
 * on the way, each named by its path.
 */
public final class PipelineParser {
  /**
   * Longest document that is read, in bytes; the limit that Kubeflow Pipelines has for an upload.
   */
  public static final int MAX_BYTES = 32 << 20;

  private static final String SCHEMA_VERSION = "2.1.0";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][-.a-z0-9]{0,127}");

  /** Deeper nesting of graphs than any real pipeline has. */
  private static final int MAX_DEPTH = 50;

  private final SpecNode document;
  private final Map<String, Component> components = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final GraphReads reads = new GraphReads();
  private final PlatformSettings platform;

  private PipelineParser(SpecNode document, PlatformSettings platform) {
    this.document = document;
    this.platform = platform;
  }

  /**
   * Reads and checks a document.
   *
   * @param text YAML or JSON in UTF-8, at most 32 MiB: the pipeline, and in a second document what
   *     a platform says about it
   * @throws InvalidPipelineException that says what is wrong and where
   */
  public static PipelineSpec parse(byte[] text) {
    List<SpecNode> pipelines = new ArrayList<>();
    List<SpecNode> platforms = new ArrayList<>();
    for (Object value : YamlDocument.parseAll(text)) {
      var document = new SpecNode(value, "");
      (document.has("platforms") ? platforms : pipelines).add(document);
    }
    if (platforms.size() > 1) {
      throw platforms.getLast().bad("is a second platform document");
    }
    if (pipelines.size() != 1) {
      throw new SpecNode(null, "").bad("there must be one pipeline, not " + pipelines.size());
    }
    PlatformSettings platform =
        platforms.isEmpty() ? new PlatformSettings() : PlatformSettings.of(platforms.getFirst());
    return new PipelineParser(pipelines.getFirst(), platform).pipeline();
  }

  private PipelineSpec pipeline() {
    String version = document.get("schemaVersion").text();
    if (!version.equals(SCHEMA_VERSION)) {
      throw document.get("schemaVersion").bad("is " + version + ", expected " + SCHEMA_VERSION);
    }
    SpecNode name = document.get("pipelineInfo").get("name");
    if (!NAME.matcher(name.text()).matches()) {
      throw name.bad("must be 1 to 128 lower-case letters, digits, '-' and '.'");
    }
    SpecNode root = document.get("root");
    root.get("dag");
    Component component = component("root", root);
    requireGivable(root, component.inputs());
    if (Components.tasks(component) > PipelineSpec.MAX_TASKS) {
      throw root.bad("unfolds into more than %,d tasks".formatted(PipelineSpec.MAX_TASKS));
    }
    return new PipelineSpec(name.text(), component, platform.pipelineTimeout(), platform.ignored());
  }

  /** Nothing has ended yet when a run starts. */
  private static void requireGivable(SpecNode root, Interface inputs) {
    inputs
        .parameters()
        .forEach(
            (name, def) -> {
              if (def.type() == ParameterType.TASK_FINAL_STATUS) {
                throw InvalidPipelineException.badSpec(
                    root.path() + ".inputDefinitions.parameters." + name,
                    "the status of a task cannot be an input of a pipeline");
              }
            });
  }

  private Component component(String name, SpecNode node) {
    Interface inputs = InterfaceParser.inputs(node);
    Interface outputs = InterfaceParser.outputs(node);
    return new Component(name, inputs, outputs, body(node, inputs));
  }

  /** As it is, but what nothing inside reads may be left out. */
  private Component relaxed(Component component) {
    if (!(component.body() instanceof Dag)) {
      return component;
    }
    var parameters = new LinkedHashMap<>(component.inputs().parameters());
    parameters.replaceAll((name, def) -> reads.reads(component, name) ? def : def.leftOut());
    var inputs = new Interface(parameters, component.inputs().artifacts());
    return new Component(component.name(), inputs, component.outputs(), component.body());
  }

  private Component.Body body(SpecNode node, Interface inputs) {
    if (node.has("dag")) {
      return new DagParser(this::resolve, reads).dag(node.get("dag"), inputs);
    }
    if (!node.has("executorLabel")) {
      throw node.bad("has neither 'dag' nor 'executorLabel'" + DagChecks.EMPTIED);
    }
    SpecNode label = node.get("executorLabel");
    SpecNode executors = document.get("deploymentSpec").get("executors");
    SpecNode executor =
        executors.find(label.text()).orElseThrow(() -> label.bad("no executor " + label.text()));
    return ExecutorParser.executor(
        executor, platform.executorTimeout(label.text()), platform.pod(label.text()));
  }

  /** The component that a task refers to; each is read once. */
  private Component resolve(SpecNode reference) {
    String name = reference.text();
    Component known = components.get(name);
    if (known != null) {
      return known;
    }
    if (!open.add(name)) {
      throw reference.bad("component " + name + " contains itself: " + String.join(" > ", open));
    }
    if (open.size() > MAX_DEPTH) {
      throw reference.bad("graphs are nested deeper than " + MAX_DEPTH);
    }
    Map<String, SpecNode> all = new LinkedHashMap<>(document.members("components"));
    SpecNode node = all.get(name);
    if (node == null) {
      throw reference.bad("unknown component " + name);
    }
    Component component = relaxed(component(name, node));
    open.remove(name);
    components.put(name, component);
    return component;
  }
}
