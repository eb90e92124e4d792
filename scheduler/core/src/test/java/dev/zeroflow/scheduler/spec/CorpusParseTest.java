package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.scheduler.spec.InputSource.Constant;
import dev.zeroflow.scheduler.spec.InputSource.FinalStatus;
import dev.zeroflow.scheduler.spec.InputSource.GraphArtifact;
import dev.zeroflow.scheduler.spec.InputSource.GraphParameter;
import dev.zeroflow.scheduler.spec.InputSource.Member;
import dev.zeroflow.scheduler.spec.InputSource.TaskArtifact;
import dev.zeroflow.scheduler.spec.InputSource.TaskParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents of the real compiler become. */
class CorpusParseTest {
  private static final Set<String> REFUSED = Set.of("quoted_reference", "mixed_up_groups");
  private static final String CHANNEL = "pipelinechannel--";

  static List<String> accepted() {
    return Corpus.names().stream().filter(name -> !REFUSED.contains(name)).toList();
  }

  private static PipelineSpec pipeline(String name) {
    return Corpus.pipeline(name);
  }

  private static Executor.Container container(String pipeline, String task) {
    return (Executor.Container) pipeline(pipeline).task(task).component().body();
  }

  private static Dag graph(String pipeline, String task) {
    return (Dag) pipeline(pipeline).task(task).component().body();
  }

  @Test
  void theCorpusIsThere() {
    assertThat(accepted()).hasSizeGreaterThan(20);
  }

  /** In the graph, or further out, or nobody reads the input. */
  @ParameterizedTest
  @MethodSource("accepted")
  void everyParameterOfAGraphIsFoundOrUnread(String name) {
    assertFound(pipeline(name).root(), List.of());
  }

  private static void assertFound(Component component, List<Interface> further) {
    if (!(component.body() instanceof Dag dag)) {
      return;
    }
    List<Interface> scopes = new ArrayList<>(further);
    scopes.add(component.inputs());
    for (TaskSpec task : dag.tasks().values()) {
      task.inputs()
          .forEach(
              (input, source) -> {
                String wanted = GraphReads.graphInput(source);
                assertThat(
                        wanted == null
                            || found(wanted, scopes)
                            || !new GraphReads().reads(task.component(), input))
                    .as("%s of %s reads %s", input, task.key(), wanted)
                    .isTrue();
              });
      assertFound(task.component(), scopes);
    }
  }

  private static boolean found(String name, List<Interface> scopes) {
    String atRoot = name.startsWith(CHANNEL) ? name.substring(CHANNEL.length()) : name;
    return scopes.stream().anyMatch(scope -> scope.declares(name))
        || scopes.getFirst().declares(atRoot);
  }

  @Test
  void constantsKeepTheirTypesAndDefaultsTheirValues() {
    Map<String, InputSource> inputs = pipeline("constants").task("describe").inputs();
    assertThat(inputs)
        .containsEntry("text", new Constant("quotes ' \" and\nlines, é😀"))
        .containsEntry("whole", new Constant(-7.0))
        .containsEntry("real", new Constant(1e-7))
        .containsEntry("flag", new Constant(true))
        .containsEntry("items", new Constant(List.of(1.0, 2.5, "x", true, List.of(), Map.of())));
    Map<String, ParameterDef> declared = pipeline("constants").root().inputs().parameters();
    assertThat(declared.get("text").optional()).isFalse();
    assertThat(declared.get("whole").defaultValue()).isEqualTo(3L);
    assertThat(declared.get("flag").defaultValue()).isEqualTo(false);
    assertThat(declared.get("struct").type()).isEqualTo(ParameterType.STRUCT);
  }

  @Test
  void outputsOfTasksAreWaitedFor() {
    PipelineSpec pipeline = pipeline("task_outputs");
    assertThat(pipeline.task("add-3").upstream()).containsExactlyInAnyOrder("add-2", "say");
    assertThat(pipeline.task("say-2").inputs())
        .containsEntry("pipelinechannel--add-total", new TaskParameter("add", "total"))
        .containsEntry(
            "text",
            new Constant(
                "Hello {{$.inputs.parameters['pipelinechannel--name']}}, "
                    + "{{$.inputs.parameters['pipelinechannel--add-total']}} and "
                    + "{{$.inputs.parameters['pipelinechannel--add-2-total']}}"));
    assertThat(pipeline.dag().outputs())
        .containsEntry("Output", List.of(new Dag.Output("add-3", "total")));
  }

  @Test
  void inputsMayBeLeftOut() {
    PipelineSpec pipeline = pipeline("optional_inputs");
    assertThat(pipeline.task("greet").inputs()).isEmpty();
    Interface greet = pipeline.task("greet").component().inputs();
    assertThat(greet.parameters().get("name"))
        .isEqualTo(new ParameterDef(ParameterType.STRING, true, null, List.of()));
    assertThat(greet.parameters().get("greeting").defaultValue()).isEqualTo("Hello");
    assertThat(greet.artifacts().get("table").optional()).isTrue();
    assertThat(RunParameters.check(pipeline, Map.of())).isEmpty();
  }

  @Test
  void artifactsGoIntoNestedPipelinesAndOut() {
    PipelineSpec pipeline = pipeline("artifacts");
    assertThat(pipeline.task("learn").inputs())
        .containsEntry("table", new TaskArtifact("make-table", "table"));
    assertThat(pipeline.task("learn/train").inputs())
        .containsEntry("table", new GraphArtifact("table"));
    assertThat(pipeline.task("learn").component().outputs().artifacts())
        .containsEntry("Output", new ArtifactDef("system.Model", false, false));
  }

  @Test
  void conditionsReadAllOperands() {
    PipelineSpec pipeline = pipeline("conditions");
    assertThat(pipeline.task("condition-branches-1/condition-4").condition().terms()).hasSize(2);
    assertThat(pipeline.task("condition-5").name()).isEqualTo("three or more");
    Condition quote = pipeline.task("condition-9").condition();
    assertThat(quote.holds(Map.of("pipelinechannel--name", "it's"))).isTrue();
    Condition quotes = pipeline.task("condition-10").condition();
    assertThat(quotes.holds(Map.of("pipelinechannel--name", "b"))).isTrue();
    assertThat(quotes.holds(Map.of("pipelinechannel--name", "a"))).isFalse();
    Condition flag = pipeline.task("condition-8").condition();
    assertThat(flag.holds(Map.of("pipelinechannel--flag", true))).isTrue();
  }

  @Test
  void oneOfNamesAllBranches() {
    assertThat(graph("one_of_parameters", "condition-branches-1").outputs().values())
        .containsExactly(
            List.of(
                new Dag.Output("condition-2", "pipelinechannel--say-said"),
                new Dag.Output("condition-3", "pipelinechannel--say-2-said"),
                new Dag.Output("condition-4", "pipelinechannel--say-3-said")));
    assertThat(graph("one_of_artifacts", "condition-branches-1").outputs().values())
        .containsExactly(
            List.of(
                new Dag.Output("condition-2", "pipelinechannel--make-table-table"),
                new Dag.Output("condition-3", "pipelinechannel--make-table-2-table")));
    assertThat(pipeline("one_of_nested").task("one-of-parameters/condition-branches-1"))
        .isNotNull();
  }

  @Test
  void loopsHaveTheirItems() {
    PipelineSpec pipeline = pipeline("loops");
    assertThat(pipeline.task("for-loop-2").loop())
        .isEqualTo(
            new Loop(
                new Loop.Items.Literal(List.of(1L, 2L, 3L)),
                "pipelinechannel--loop-item-param-1",
                2));
    assertThat(pipeline.task("for-loop-4").loop().items())
        .isEqualTo(new Loop.Items.Literal(List.of("é", "it's", "say \"hi\"")));
    assertThat(pipeline.task("for-loop-6/0/add-2").inputs())
        .containsEntry(
            "a", new Member(new GraphParameter("pipelinechannel--loop-item-param-5"), "a"));
    assertThat(pipeline.task("for-loop-7").loop().items())
        .isEqualTo(new Loop.Items.Parameter("pipelinechannel--names"));
    assertThat(pipeline.task("for-loop-7").name()).isEqualTo("each name");
    assertThat(pipeline.task("for-loop-9").upstream()).containsExactly("count");
  }

  @Test
  void loopsNest() {
    PipelineSpec pipeline = pipeline("nested_loops");
    assertThat(pipeline.task("for-loop-2").loop().parallelism()).isEqualTo(1);
    assertThat(pipeline.task("for-loop-2/0/for-loop-4/1/add").inputs()).hasSize(2);
    TaskSpec sizes = pipeline.task("for-loop-7/0/for-loop-8");
    assertThat(sizes.inputs().get(sizes.loop().items().input()))
        .isEqualTo(new Member(new GraphParameter("pipelinechannel--groups-loop-item"), "sizes"));
    assertThat(pipeline.task("for-loop-10/2/condition-11/for-loop-12/0/add-5")).isNotNull();
  }

  @Test
  void whatALoopPutsOutIsAList() {
    PipelineSpec pipeline = pipeline("collected");
    Interface outputs = pipeline.task("for-loop-1").component().outputs();
    assertThat(outputs.parameters().get("pipelinechannel--add-total").type())
        .isEqualTo(ParameterType.LIST);
    assertThat(outputs.artifacts().get("pipelinechannel--make-table-table").list()).isTrue();
    assertThat(pipeline.task("join").component().inputs().artifacts().get("tables").list())
        .isTrue();
    assertThat(graph("collected", "for-loop-4").outputs())
        .containsEntry(
            "pipelinechannel--add-3-total",
            List.of(new Dag.Output("for-loop-6", "pipelinechannel--add-3-total")));
    assertThat(pipeline("collected_in_loop").task("for-loop-2/0/total").upstream())
        .containsExactly("for-loop-4");
  }

  @Test
  void artifactsAreLoopedOver() {
    TaskSpec loop = pipeline("artifact_loop").task("train-each/for-loop-1");
    assertThat(loop.loop())
        .isEqualTo(
            new Loop(
                new Loop.Items.Artifacts("pipelinechannel--tables"),
                "pipelinechannel--tables-loop-item",
                2));
  }

  @Test
  void exitTasksSeeHowItEnded() {
    TaskSpec report = pipeline("exit_handler").task("report");
    assertThat(report.trigger()).isEqualTo(Trigger.ALL_COMPLETED);
    assertThat(report.inputs()).containsEntry("status", new FinalStatus("exit-handler-1"));
    assertThat(report.component().inputs().parameters().get("status").type())
        .isEqualTo(ParameterType.TASK_FINAL_STATUS);
    assertThat(pipeline("exit_handler").task("exit-handler-1").name())
        .isEqualTo("the guarded part");
    TaskSpec cleanUp = pipeline("exit_pipeline").task("clean-up");
    assertThat(cleanUp.trigger()).isEqualTo(Trigger.ALL_COMPLETED);
    assertThat(cleanUp.component().body()).isInstanceOf(Dag.class);
    TaskSpec ignoring = pipeline("ignore_upstream_failure").task("clean-up");
    assertThat(ignoring.trigger()).isEqualTo(Trigger.ALL_COMPLETED);
    assertThat(ignoring.upstream()).containsExactly("fail");
  }

  @Test
  void pipelinesNest() {
    PipelineSpec pipeline = pipeline("nested_pipelines");
    assertThat(pipeline.task("middle/inner-2/add-2").name()).isEqualTo("Add once more");
    assertThat(pipeline.task("add").inputs())
        .containsEntry("a", new TaskParameter("middle", "first"))
        .containsEntry("b", new TaskParameter("middle", "second"));
  }

  @Test
  void importersHaveAddressesAndMetadata() {
    PipelineSpec pipeline = pipeline("importer");
    var constant = (Executor.Importer) pipeline.task("importer").component().body();
    String owner = "{{$.inputs.parameters['metadata']}}";
    assertThat(constant.uriConstant()).isEqualTo("s3://datasets/a.csv");
    assertThat(constant.reimport()).isTrue();
    assertThat(constant.metadata())
        .isEqualTo(
            Map.of(
                "rows",
                569.0,
                "owner",
                owner,
                "nested",
                Map.of("by", List.of(owner, 1.0)),
                owner,
                "is a key"));
    var given = (Executor.Importer) pipeline.task("importer-3").component().body();
    assertThat(given.uriParameter()).isEqualTo("uri");
    assertThat(given.type()).isEqualTo("system.Model");
    assertThat(pipeline.task("importer-3").upstream()).containsExactly("say");
    assertThat(pipeline.task("condition-1/importer-4")).isNotNull();
  }

  @Test
  void retriesAndCachingAreRead() {
    PipelineSpec pipeline = pipeline("retries_and_caching");
    assertThat(pipeline.task("say").retry())
        .isEqualTo(new RetryPolicy(3, Duration.ofSeconds(10), 3, Duration.ofMinutes(1)));
    assertThat(pipeline.task("inner").retry().maxRetries()).isEqualTo(2);
    assertThat(pipeline.task("inner/fail").retry().maxRetries()).isEqualTo(1);
    assertThat(pipeline.task("say-2").caching()).isEqualTo(new Caching(true, null));
    assertThat(pipeline.task("say-3").caching()).isEqualTo(Caching.OFF);
    assertThat(pipeline.task("say-4").caching()).isEqualTo(new Caching(true, "v7"));
  }

  @Test
  void timeLimitsOfThePlatformHold() {
    PipelineSpec pipeline = pipeline("kubernetes_settings");
    assertThat(pipeline.timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(container("kubernetes_settings", "say").timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(container("kubernetes_settings", "say-2").timeout()).isNull();
    assertThat(pipeline.ignored()).hasSize(4).allMatch(IgnoredSetting::known);
  }

  @Test
  void resourcesAreReadAndParametersForThemComeFromFurtherOut() {
    assertThat(container("resources", "say").resources())
        .isEqualTo(new Resources("1", "2", "512M", "64Gi", "nvidia.com/gpu", "1"));
    assertThat(container("resources", "say").env()).isEqualTo(Map.of("MODE", "fast", "EMPTY", ""));
    for (String task : List.of("for-loop-2/0/add", "condition-3/say-6")) {
      assertThat(pipeline("resources").task(task).inputs())
          .containsEntry("pipelinechannel--cpu", new GraphParameter("pipelinechannel--cpu"));
      assertThat(container("resources", task).resources().cpuLimit())
          .isEqualTo("{{$.inputs.parameters['pipelinechannel--cpu']}}");
    }
    assertThat(container("resources", "say-3").image())
        .isEqualTo("{{$.inputs.parameters['pipelinechannel--image']}}");
    assertThat(pipeline("resources").task("say-4").upstream()).containsExactly("say-5");
  }

  @Test
  void structuresOfCommandLinesAreRead() {
    Executor.Container structured = container("structures", "structured");
    assertThat(structured.command().getLast()).isInstanceOf(Argument.Concat.class);
    assertThat(structured.function()).isEqualTo("structured");
    assertThat(structured.args().get(2))
        .isInstanceOfSatisfying(
            Argument.IfPresent.class,
            choice -> {
              assertThat(choice.input()).isEqualTo("flag");
              assertThat(choice.then()).hasSize(3);
              assertThat(choice.otherwise()).hasSize(2);
            });
    assertThat(structured.args().getLast())
        .isEqualTo(new Argument.Text("{\"this\": \"is just JSON\"}"));
  }

  @Test
  void pythonFunctionsAndSingleComponentsAreContainers() {
    Executor.Container everything = container("lightweight", "everything");
    assertThat(everything.image()).isEqualTo("python:3.12");
    assertThat(everything.function()).isNull();
    assertThat(everything.args()).contains(new Argument.Text("{{$}}"));
    assertThat(pipeline("lightweight").task("read").component().inputs().parameters())
        .containsEntry(
            "config", new ParameterDef(ParameterType.TASK_CONFIG, true, null, List.of()));
    assertThat(pipeline("single_component").task("train").inputs())
        .containsEntry("table", new GraphArtifact("table"));
  }

  @Test
  void whatTheCompilerGotWrongIsSaid() {
    assertThat(refused("quoted_reference"))
        .hasMessageContaining("compare a number with a number")
        .hasMessageStartingWith("root.dag.tasks.condition-1.triggerPolicy.condition");
    assertThat(refused("mixed_up_groups"))
        .hasMessageContaining("; the compiler empties groups")
        .hasMessageStartingWith("components.comp-condition-");
  }

  private static InvalidPipelineException refused(String name) {
    return catchThrowableOfType(InvalidPipelineException.class, () -> pipeline(name));
  }
}
