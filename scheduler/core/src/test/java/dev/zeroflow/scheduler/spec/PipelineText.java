package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds pipeline documents for tests: tasks that all run the same image, graphs inside graphs, and
 * a way to damage any place of the document.
 */
public final class PipelineText {
  /** Image of every container. */
  public static final String IMAGE = "zeroflow/tasks:0.1.0";

  private final Map<String, Object> components = new LinkedHashMap<>();
  private final Map<String, Object> executors = new LinkedHashMap<>();
  private final Map<String, Object> document = new LinkedHashMap<>();
  private final Graph root;

  private PipelineText(String name) {
    var component = new LinkedHashMap<String, Object>();
    root = new Graph("", component);
    document.put("schemaVersion", "2.1.0");
    document.put("pipelineInfo", members("name", name));
    document.put("components", components);
    document.put("deploymentSpec", members("executors", executors));
    document.put("root", component);
  }

  /** A document whose root graph is still empty. */
  public static PipelineText named(String name) {
    return new PipelineText(name);
  }

  /** A document with the given root graph. */
  public static PipelineText with(Consumer<Graph> root) {
    var text = new PipelineText("test");
    root.accept(text.root);
    return text;
  }

  /** The root graph. */
  public Graph root() {
    return root;
  }

  /** Puts a value at a path of member names; null removes the member. */
  public PipelineText set(Object value, String... path) {
    Map<String, Object> at = document;
    for (int i = 0; i < path.length - 1; i++) {
      at = inner(at, path[i]);
    }
    String last = path[path.length - 1];
    if (value == null) {
      at.remove(last);
    } else {
      at.put(last, value);
    }
    return this;
  }

  /** The document as JSON, which is YAML as well. */
  public String json() {
    return Json.write(document);
  }

  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  public PipelineSpec parse() {
    return PipelineParser.parse(bytes());
  }

  /** A constant, as the source of an input. */
  public static Map<String, Object> constant(Object value) {
    return members("runtimeValue", members("constant", value));
  }

  /** An input of the enclosing graph, as the source of a parameter. */
  public static Map<String, Object> graphParameter(String name) {
    return members("componentInputParameter", name);
  }

  /** An input of the enclosing graph, as the source of an artifact. */
  public static Map<String, Object> graphArtifact(String name) {
    return members("componentInputArtifact", name);
  }

  /** An output of a sibling, as the source of a parameter. */
  public static Map<String, Object> taskParameter(String task, String output) {
    return members(
        "taskOutputParameter", members("producerTask", task, "outputParameterKey", output));
  }

  /** An output of a sibling, as the source of an artifact. */
  public static Map<String, Object> taskArtifact(String task, String output) {
    return members(
        "taskOutputArtifact", members("producerTask", task, "outputArtifactKey", output));
  }

  /** How a sibling ended, as the source of a parameter. */
  public static Map<String, Object> finalStatus(String task) {
    return members("taskFinalStatus", members("producerTask", task));
  }

  /** A field of what the source gives. */
  public static Map<String, Object> field(Map<String, Object> source, String name) {
    var field = new LinkedHashMap<>(source);
    field.put("parameterExpressionSelector", "parseJson(string_value)[\"" + name + "\"]");
    return field;
  }

  /** A map of alternating names and values. */
  public static Map<String, Object> members(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  @SuppressWarnings("unchecked") // every map in here has text keys
  private static Map<String, Object> inner(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.computeIfAbsent(key, k -> new LinkedHashMap<>());
  }

  @SuppressWarnings("unchecked") // every list in here is made below
  private static List<Object> list(Map<String, Object> map, String key) {
    return (List<Object>) map.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /** A graph of the document. */
  public final class Graph {
    private final String path;
    private final Map<String, Object> component;

    private Graph(String path, Map<String, Object> component) {
      this.path = path;
      this.component = component;
      inner(inner(component, "dag"), "tasks");
    }

    /** Declares a required parameter. */
    public Graph parameter(String name, String type) {
      inner(inner(component, "inputDefinitions"), "parameters")
          .put(name, members("parameterType", type));
      return this;
    }

    /** Declares a parameter that may be left out; a null default is none. */
    public Graph optional(String name, String type, Object value) {
      Map<String, Object> def = members("parameterType", type, "isOptional", true);
      if (value != null) {
        def.put("defaultValue", value);
      }
      inner(inner(component, "inputDefinitions"), "parameters").put(name, def);
      return this;
    }

    /** Declares an input artifact. */
    public Graph artifact(String name) {
      inner(inner(component, "inputDefinitions"), "artifacts").put(name, artifactDef());
      return this;
    }

    /** Declares an input that is a list of artifacts. */
    public Graph artifactList(String name) {
      inner(inner(component, "inputDefinitions"), "artifacts").put(name, artifactListDef());
      return this;
    }

    /** Makes the output of a task an output of the graph; several tasks for one name are OneOf. */
    public Graph outputParameter(String name, String type, String output, String... tasks) {
      List<Object> selectors = new ArrayList<>();
      for (String task : tasks) {
        selectors.add(members("producerSubtask", task, "outputParameterKey", output));
      }
      inner(inner(component, "outputDefinitions"), "parameters")
          .put(name, members("parameterType", type));
      inner(inner(inner(component, "dag"), "outputs"), "parameters")
          .put(
              name,
              tasks.length == 1
                  ? members("valueFromParameter", selectors.getFirst())
                  : members("valueFromOneof", members("parameterSelectors", selectors)));
      return this;
    }

    /** Makes the artifact of one of the tasks an output of the graph. */
    public Graph outputArtifact(String name, String output, String... tasks) {
      List<Object> selectors = new ArrayList<>();
      for (String task : tasks) {
        selectors.add(members("producerSubtask", task, "outputArtifactKey", output));
      }
      inner(inner(component, "outputDefinitions"), "artifacts").put(name, artifactDef());
      inner(inner(inner(component, "dag"), "outputs"), "artifacts")
          .put(name, members("artifactSelectors", selectors));
      return this;
    }

    /** Adds a task that calls the function of the same name. */
    public TaskText task(String key) {
      String id = path + key;
      var body = members("executorLabel", "exec-" + id);
      executors.put(
          "exec-" + id,
          members(
              "container", members("image", IMAGE, "args", List.of("--function", key, "{{$}}"))));
      return add(key, body);
    }

    /** Adds a task that runs a command line in the image. */
    public TaskText command(String key, List<String> command, List<String> args) {
      String id = path + key;
      executors.put(
          "exec-" + id,
          members("container", members("image", IMAGE, "command", command, "args", args)));
      return add(key, members("executorLabel", "exec-" + id));
    }

    /** Adds an importer of the object that its parameter {@code uri} names. */
    public TaskText importer(String key) {
      String id = path + key;
      executors.put(
          "exec-" + id,
          members(
              "importer",
              members(
                  "artifactUri", members("runtimeParameter", "uri"),
                  "typeSchema", members("schemaTitle", "system.Dataset"))));
      return add(key, members("executorLabel", "exec-" + id)).outputArtifact("artifact");
    }

    /** Adds a task that stands for a graph. */
    public TaskText graph(String key, Consumer<Graph> content) {
      Map<String, Object> body = new LinkedHashMap<>();
      content.accept(new Graph(path + key + "-", body));
      return add(key, body);
    }

    private TaskText add(String key, Map<String, Object> body) {
      String name = "comp-" + path + key;
      components.put(name, body);
      Map<String, Object> task = members("componentRef", members("name", name));
      inner(inner(component, "dag"), "tasks").put(key, task);
      return new TaskText(task, body);
    }
  }

  /** A task of a graph together with the component that it uses. */
  public static final class TaskText {
    private final Map<String, Object> task;
    private final Map<String, Object> component;

    private TaskText(Map<String, Object> task, Map<String, Object> component) {
      this.task = task;
      this.component = component;
    }

    /** Declares a parameter and gives it. */
    public TaskText parameter(String name, String type, Map<String, Object> source) {
      declare(name, type);
      inner(inner(task, "inputs"), "parameters").put(name, source);
      return this;
    }

    /** Declares a parameter that may be left out, and does not give it. */
    public TaskText optional(String name, String type, Object value) {
      Map<String, Object> def = members("parameterType", type, "isOptional", true);
      if (value != null) {
        def.put("defaultValue", value);
      }
      inner(inner(component, "inputDefinitions"), "parameters").put(name, def);
      return this;
    }

    /** Declares a parameter without giving it. */
    public TaskText declare(String name, String type) {
      inner(inner(component, "inputDefinitions"), "parameters")
          .put(name, members("parameterType", type));
      return this;
    }

    /** Gives an input without declaring it. */
    public TaskText give(String name, Map<String, Object> source) {
      inner(inner(task, "inputs"), "parameters").put(name, source);
      return this;
    }

    /** Declares an input artifact and gives it. */
    public TaskText artifact(String name, Map<String, Object> source) {
      inner(inner(component, "inputDefinitions"), "artifacts").put(name, artifactDef());
      inner(inner(task, "inputs"), "artifacts").put(name, source);
      return this;
    }

    /** Declares a list of artifacts and gives it. */
    public TaskText artifactList(String name, Map<String, Object> source) {
      inner(inner(component, "inputDefinitions"), "artifacts").put(name, artifactListDef());
      inner(inner(task, "inputs"), "artifacts").put(name, source);
      return this;
    }

    /** Declares an input artifact that may be left out, and gives it. */
    public TaskText optionalArtifact(String name, Map<String, Object> source) {
      artifact(name, source);
      inner(inner(inner(component, "inputDefinitions"), "artifacts"), name).put("isOptional", true);
      return this;
    }

    public TaskText outputParameter(String name, String type) {
      inner(inner(component, "outputDefinitions"), "parameters")
          .put(name, members("parameterType", type));
      return this;
    }

    public TaskText outputArtifact(String name) {
      inner(inner(component, "outputDefinitions"), "artifacts").put(name, artifactDef());
      return this;
    }

    public TaskText outputArtifactList(String name) {
      inner(inner(component, "outputDefinitions"), "artifacts").put(name, artifactListDef());
      return this;
    }

    public TaskText after(String... tasks) {
      list(task, "dependentTasks").addAll(List.of(tasks));
      return this;
    }

    public TaskText when(String condition) {
      inner(task, "triggerPolicy").put("condition", condition);
      return this;
    }

    /** Runs it however the tasks that it waits for have ended. */
    public TaskText afterAll(String... tasks) {
      inner(task, "triggerPolicy").put("strategy", "ALL_UPSTREAM_TASKS_COMPLETED");
      return after(tasks);
    }

    /** Runs it once for each of the values, which it sees as the parameter. */
    public TaskText forEach(String item, String type, Object... values) {
      return loop(item, type, members("raw", Json.write(Arrays.asList(values))));
    }

    /** Runs it once for each element of its own input. */
    public TaskText forEachOf(String input, String item, String type) {
      return loop(item, type, members("inputParameter", input));
    }

    private TaskText loop(String item, String type, Map<String, Object> items) {
      declare(item, type);
      task.put("parameterIterator", members("items", items, "itemInput", item));
      return this;
    }

    /** Runs it once for each artifact of its own input. */
    public TaskText forEachArtifact(String input, String item) {
      inner(inner(component, "inputDefinitions"), "artifacts").put(item, artifactDef());
      task.put(
          "artifactIterator", members("items", members("inputArtifact", input), "itemInput", item));
      return this;
    }

    /** At most so many iterations at once. */
    public TaskText parallelism(int limit) {
      task.put("iteratorPolicy", members("parallelismLimit", limit));
      return this;
    }

    /** Lets an earlier execution do; the key may be null. */
    public TaskText caching(String key) {
      Map<String, Object> caching = members("enableCache", true);
      if (key != null) {
        caching.put("cacheKey", key);
      }
      task.put("cachingOptions", caching);
      return this;
    }

    public TaskText retry(int retries, String backoff) {
      task.put("retryPolicy", members("maxRetryCount", retries, "backoffDuration", backoff));
      return this;
    }

    /** Puts a value into the task as it stands in its graph. */
    public TaskText set(String member, Object value) {
      task.put(member, value);
      return this;
    }
  }

  private static Map<String, Object> artifactDef() {
    return members("artifactType", members("schemaTitle", "system.Dataset"));
  }

  private static Map<String, Object> artifactListDef() {
    Map<String, Object> def = artifactDef();
    def.put("isArtifactList", true);
    return def;
  }
}
