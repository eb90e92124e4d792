package dev.zeroflow.scheduler.placeholder;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.spec.ArtifactDef;
import dev.zeroflow.scheduler.spec.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is given and where it leaves what it makes, in the form that the executor of the
 * KFP SDK reads. Addresses stand as they are handed in: for a process on this machine they are
 * plain paths.
 *
 * @param component what is executed
 * @param parameters input parameters, JSON values by name; null counts as absent
 * @param artifacts input artifacts by name
 * @param root directory, or address of one, that belongs to this attempt alone
 */
public record ExecutorInput(
    Component component,
    Map<String, ? extends @Nullable Object> parameters,
    Map<String, List<Artifact>> artifacts,
    String root) {
  /** Names of outputs do not start with a dot, so nothing an attempt makes has these names. */
  private static final String OUTPUT_FILE = "/.executor_output.json";

  private static final String PARAMETERS = "/.parameters/";

  /** The only version of every schema that the SDK knows. */
  private static final String SCHEMA_VERSION = "0.0.1";

  /**
   * An artifact as the SDK sees it.
   *
   * @param name not empty
   * @param type schema title
   * @param uri address; without a scheme it is a path
   * @param metadata JSON values by key
   */
  public record Artifact(
      String name, String type, String uri, Map<String, ? extends @Nullable Object> metadata) {
    String path() {
      return ArtifactPaths.local(uri, type);
    }

    Map<String, @Nullable Object> json() {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("name", name);
      json.put("type", schema());
      json.put("uri", uri);
      json.put("metadata", Json.asRead(metadata));
      return json;
    }

    private Map<String, @Nullable Object> schema() {
      var schema = new LinkedHashMap<String, @Nullable Object>();
      schema.put("schemaTitle", type);
      schema.put("schemaVersion", SCHEMA_VERSION);
      return schema;
    }
  }

  /** The whole as JSON, the value of <code>{{$}}</code>. */
  public Map<String, @Nullable Object> json() {
    var outputs = new LinkedHashMap<String, @Nullable Object>();
    outputs.put("parameters", parameterFiles());
    outputs.put("artifacts", outputArtifacts());
    outputs.put("outputFile", outputFile());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("inputs", inputs());
    json.put("outputs", outputs);
    return json;
  }

  /** JSON text of {@link #json}. */
  public String text() {
    return Json.write(json());
  }

  /** Where the attempt leaves its outputs; the folder is what the SDK takes for the task's root. */
  public String outputFile() {
    return localRoot() + OUTPUT_FILE;
  }

  /** Where a container that knows nothing of the SDK leaves an output parameter. */
  public String parameterFile(String output) {
    return localRoot() + PARAMETERS + output;
  }

  /** The declared output artifact, still empty; null if there is none of the name. */
  public @Nullable Artifact output(String name) {
    ArtifactDef def = component.outputs().artifacts().get(name);
    return def == null ? null : new Artifact(name, def.type(), root + "/" + name, Map.of());
  }

  /** The first artifact of an input, null if it has none. */
  @Nullable Artifact firstInput(String name) {
    List<Artifact> all = artifacts.getOrDefault(name, List.of());
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The artifact as JSON, or all of them for an input that is declared as a list. */
  @Nullable Object inputJson(String name) {
    ArtifactDef def = component.inputs().artifacts().get(name);
    List<Artifact> all = artifacts.getOrDefault(name, List.of());
    if (def != null && def.list() && artifacts.containsKey(name)) {
      return all.stream().map(Artifact::json).toList();
    }
    return all.isEmpty() ? null : all.getFirst().json();
  }

  boolean hasParameterOutput(String name) {
    return component.outputs().parameters().containsKey(name);
  }

  private String localRoot() {
    return ArtifactPaths.local(root, "");
  }

  private Map<String, @Nullable Object> inputs() {
    var given = new LinkedHashMap<String, @Nullable Object>();
    parameters.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, Json.asRead(value));
          }
        });
    var lists = new LinkedHashMap<String, @Nullable Object>();
    artifacts.forEach((name, all) -> lists.put(name, list(all)));
    var inputs = new LinkedHashMap<String, @Nullable Object>();
    inputs.put("parameterValues", given);
    inputs.put("artifacts", lists);
    return inputs;
  }

  private Map<String, @Nullable Object> parameterFiles() {
    var files = new LinkedHashMap<String, @Nullable Object>();
    for (String name : component.outputs().parameters().keySet()) {
      files.put(name, Map.of("outputFile", parameterFile(name)));
    }
    return files;
  }

  private Map<String, @Nullable Object> outputArtifacts() {
    var lists = new LinkedHashMap<String, @Nullable Object>();
    for (String name : component.outputs().artifacts().keySet()) {
      Artifact output = output(name);
      lists.put(name, list(output == null ? List.of() : List.of(output)));
    }
    return lists;
  }

  private static Map<String, @Nullable Object> list(List<Artifact> artifacts) {
    var list = new LinkedHashMap<String, @Nullable Object>();
    list.put("artifacts", artifacts.stream().map(Artifact::json).toList());
    return list;
  }
}
