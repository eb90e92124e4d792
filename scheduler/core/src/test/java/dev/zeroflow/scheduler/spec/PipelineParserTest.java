package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.scheduler.spec.InvalidPipelineException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineParserTest {
  private static InvalidPipelineException refused(String text) {
    var refused =
        catchThrowableOfType(
            InvalidPipelineException.class,
            () -> PipelineParser.parse(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).as("accepted").isNotNull();
    return refused;
  }

  private static InvalidPipelineException refused(PipelineText text) {
    return refused(text.json());
  }

  private static PipelineText one() {
    return PipelineText.with(root -> root.task("a"));
  }

  private static void assertBadSpec(PipelineText text, String path, String message) {
    InvalidPipelineException refused = refused(text);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.path()).isEqualTo(path);
    assertThat(refused.code()).isEqualTo(Code.BAD_SPEC);
  }

  @Test
  void readsTheTrainingPipeline() {
    PipelineSpec pipeline = PipelineParser.parse(TrainAndDeploy.document());
    assertThat(pipeline.name()).isEqualTo("train-and-deploy");
    assertThat(pipeline.dag().tasks()).hasSize(9);
    assertThat(pipeline.dag().tasks().keySet().iterator().next()).isEqualTo("importer");
    assertThat(pipeline.root().inputs().parameters().get("epochs"))
        .isEqualTo(new ParameterDef(ParameterType.NUMBER_INTEGER, true, 50L, List.of()));
    TaskSpec tree = pipeline.task("train-decision-tree");
    assertThat(tree.name()).isEqualTo("Train decision tree");
    assertThat(tree.upstream()).containsExactly("preprocess-and-split");
    assertThat(tree.retry())
        .isEqualTo(new RetryPolicy(2, Duration.ofSeconds(1), 2, Duration.ofHours(1)));
    assertThat(pipeline.task("condition-1").condition()).isNotNull();
    var deploy = (Executor.Container) pipeline.task("condition-1/deploy-model").component().body();
    assertThat(deploy.function()).isEqualTo("deploy-model");
  }

  @Test
  void putsEveryTaskBehindThoseThatItWaitsFor() {
    PipelineSpec pipeline =
        PipelineText.with(
                root -> {
                  root.task("a").after("b");
                  root.task("b").artifact("x", taskArtifact("c", "out"));
                  root.task("c").outputArtifact("out");
                })
            .parse();
    assertThat(pipeline.dag().tasks().keySet()).containsExactly("c", "b", "a");
    assertThat(pipeline.dag().after("c")).containsExactly("b");
  }

  @Test
  void waitsForProducersThatTheCompilerDidNotDeclare() {
    PipelineSpec pipeline =
        PipelineText.with(
                root -> {
                  root.task("a").outputParameter("n", "NUMBER_INTEGER");
                  root.task("b").give("undeclared", taskParameter("a", "n"));
                })
            .parse();
    assertThat(pipeline.task("b").upstream()).containsExactly("a");
  }

  @Test
  void malformedTextGivesLineAndColumn() {
    InvalidPipelineException refused = refused("schemaVersion: 2.1.0\nroot:\n  dag: [1, 2\nx: 3");
    assertThat(refused.code()).isEqualTo(Code.BAD_YAML);
    assertThat(refused.line()).isEqualTo(4);
    assertThat(refused.column()).isPositive();
    assertThat(refused).hasMessageContaining("line 4");
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWithItsLine() {
    InvalidPipelineException refused = refused("a: 1\nb: 2\na: 3\n");
    assertThat(refused.code()).isEqualTo(Code.BAD_YAML);
    assertThat(refused.line()).isEqualTo(3);
    assertThat(refused).hasMessageContaining("duplicate key a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "null"})
  void anEmptyDocumentIsRefused(String text) {
    assertThat(refused(text)).hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "[1, 2]", "42"})
  void aDocumentThatIsNoMappingIsRefused(String text) {
    assertThat(refused(text)).hasMessageContaining("document: must be a mapping");
  }

  @Test
  void manyAliasesOfCollectionsAreRefused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d, ".formatted(i - 1).repeat(9))
          .append("*a%d]\n".formatted(i - 1));
    }
    assertThat(refused(text.toString()).code()).isEqualTo(Code.BAD_YAML);
  }

  @Test
  void fewAliasesThatMultiplyBeyondTheDocumentLimitAreRefused() {
    var text = new StringBuilder("a0: &a0 [").append("x, ".repeat(1000)).append("x]\n");
    for (int i = 1; i <= 16; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(refused(text.toString()).code()).isEqualTo(Code.TOO_LARGE);
  }

  @Test
  void aLongTextThatIsRepeatedByAliasIsCountedEachTime() {
    String text = "a: &a " + "x".repeat(1 << 20) + "\nb: [" + "*a, ".repeat(99) + "*a]\n";
    assertThat(refused(text).code()).isEqualTo(Code.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [*a]", "&a {x: *a}"})
  void aCollectionThatHoldsItselfIsRefused(String value) {
    assertThat(refused("root: " + value).code()).isEqualTo(Code.BAD_YAML);
  }

  @Test
  void moreThanTheLimitIsRefusedUnread() {
    var refused =
        catchThrowableOfType(
            InvalidPipelineException.class,
            () -> PipelineParser.parse(new byte[PipelineParser.MAX_BYTES + 1]));
    assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "!<tag:yaml.org,2002:java.util.Date> {}",
        "!!python/object/apply:os.system ['id']",
        "!!python/name:os.system",
        "!mine x"
      })
  void aTagThatNamesAClassIsRefused(String value) {
    InvalidPipelineException refused = refused("root: " + value);
    assertThat(refused.code()).isEqualTo(Code.BAD_YAML);
    assertThat(refused.line()).isEqualTo(1);
  }

  @Test
  void aTabAsIndentationIsRefusedWithItsLine() {
    InvalidPipelineException refused = refused("schemaVersion: 2.1.0\nroot:\n\tdag: {}\n");
    assertThat(refused.code()).isEqualTo(Code.BAD_YAML);
    assertThat(refused.line()).isEqualTo(3);
  }

  @Test
  void aHundredMegabytesAreRefusedBeforeAnythingIsRead() {
    byte[] text = new byte[100 << 20];
    Arrays.fill(text, (byte) '[');
    var refused =
        catchThrowableOfType(InvalidPipelineException.class, () -> PipelineParser.parse(text));
    assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(refused).hasMessageContaining("larger than the 32 MB");
  }

  /** One whose time grew with the square of the length would hold the build up for minutes. */
  @Test
  void aLongTextWithoutSpacesIsReadInOneGo() {
    for (String quote : List.of("\"", "'", "")) {
      String text = "a: " + quote + "x".repeat(24 << 20) + quote;
      assertThat(refused(text)).hasMessageContaining("has no 'schemaVersion'");
    }
  }

  @Test
  void aComponentThatIsNeitherGraphNorExecutorIsNamed() {
    assertBadSpec(
        one().set(Map.of(), "components", "comp-a"),
        "components.comp-a",
        "has neither 'dag' nor 'executorLabel'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepNestingIsRefused(String open) {
    assertThat(refused("root: \n  " + open.repeat(100_000)).code()).isEqualTo(Code.BAD_YAML);
    String close = open.equals("[") ? "]" : open.startsWith("{") ? "}" : "";
    assertThat(refused("root: \n  " + open.repeat(100_000) + close.repeat(100_000)).code())
        .isEqualTo(Code.BAD_YAML);
  }

  @Test
  void nestingThatTheReaderBearsButARecursionMayNotIsRefused() {
    assertThat(refused("root: " + "[".repeat(500) + "]".repeat(500)).code())
        .isEqualTo(Code.BAD_YAML);
  }

  @ParameterizedTest
  @ValueSource(strings = {".nan", ".inf", "-.inf", "1e999"})
  void aNumberThatJsonDoesNotKnowIsRefused(String number) {
    String text = one().json().replace("\"2.1.0\"", "\"2.1.0\",\"x\":" + number);
    assertThat(refused(text).code()).isEqualTo(Code.BAD_YAML);
  }

  @Test
  void anotherSchemaVersionIsRefused() {
    assertBadSpec(one().set("2.0.0", "schemaVersion"), "schemaVersion", "expected 2.1.0");
    assertBadSpec(one().set(null, "schemaVersion"), "document", "has no 'schemaVersion'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "-dash", "a b", "../x", "a\nb", "a_b", ".."})
  void aNameThatIsNoNameIsRefused(String name) {
    assertBadSpec(one().set(name, "pipelineInfo", "name"), "pipelineInfo.name", "must be 1 to 128");
  }

  @Test
  void aNameMayHave128Characters() {
    assertThat(one().set("n".repeat(128), "pipelineInfo", "name").parse().name()).hasSize(128);
    assertBadSpec(
        one().set("n".repeat(129), "pipelineInfo", "name"), "pipelineInfo.name", "must be 1 to");
  }

  @Test
  void aMissingRootIsNamed() {
    assertBadSpec(one().set(null, "root"), "document", "has no 'root'");
    assertBadSpec(one().set(Map.of(), "root"), "root", "has no 'dag'");
    assertBadSpec(PipelineText.with(root -> {}), "root.dag", "has no tasks");
  }

  @Test
  void anUnknownComponentIsNamedWithItsPath() {
    assertBadSpec(
        PipelineText.with(
            root -> root.task("a").set("componentRef", members("name", "comp-missing"))),
        "root.dag.tasks.a.componentRef.name",
        "unknown component comp-missing");
  }

  @Test
  void aMissingExecutorIsNamedWithItsPath() {
    assertBadSpec(
        one().set("exec-missing", "components", "comp-a", "executorLabel"),
        "components.comp-a.executorLabel",
        "no executor exec-missing");
  }

  @Test
  void anExecutorThatIsNeitherContainerNorImporterIsNamed() {
    assertBadSpec(
        one().set(Map.of(), "deploymentSpec", "executors", "exec-a"),
        "deploymentSpec.executors.exec-a",
        "needs exactly one of container, importer, has none");
  }

  @Test
  void anImporterNeedsExactlyOneAddress() {
    PipelineText text = PipelineText.with(root -> root.importer("i"));
    assertBadSpec(
        text.set(Map.of(), "deploymentSpec", "executors", "exec-i", "importer", "artifactUri"),
        "deploymentSpec.executors.exec-i.importer.artifactUri",
        "needs exactly one of constant, constantValue, runtimeParameter");
  }

  @Test
  void tasksInACycleAreNamed() {
    assertBadSpec(
        PipelineText.with(
            root -> {
              root.task("a").after("b");
              root.task("b").after("c");
              root.task("c").after("a");
              root.task("free");
            }),
        "root.dag",
        "cycle: a, b, c");
    assertBadSpec(PipelineText.with(root -> root.task("a").after("a")), "root.dag", "cycle: a");
  }

  /**
   * 40 graphs, each of which uses the next one twice: about a trillion tasks in a few kilobytes.
   */
  @Test
  void graphsThatUnfoldWithoutEndAreRefusedQuickly() {
    var text = new StringBuilder("schemaVersion: 2.1.0\npipelineInfo: {name: bomb}\n");
    text.append("root: {dag: {tasks: {a: {componentRef: {name: g0}}}}}\ncomponents:\n");
    for (int i = 0; i < 40; i++) {
      text.append("  g%d: {dag: {tasks: {a: {componentRef: {name: g%d}}".formatted(i, i + 1))
          .append(", b: {componentRef: {name: g%d}}}}}\n".formatted(i + 1));
    }
    text.append("  g40: {executorLabel: e}\ndeploymentSpec: {executors: {e: {container: ")
        .append("{image: i, args: [--function, f]}}}}\n");
    assertThatThrownBy(() -> PipelineParser.parse(text.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("unfolds into more than 100,000 tasks");
  }

  @Test
  void aComponentThatContainsItselfIsNamed() {
    PipelineText text = PipelineText.with(root -> root.graph("g", inner -> inner.task("a")));
    text.set(
        members("a", members("componentRef", members("name", "comp-g"))),
        "components",
        "comp-g",
        "dag",
        "tasks");
    assertBadSpec(
        text, "components.comp-g.dag.tasks.a.componentRef.name", "comp-g contains itself");
  }

  @Test
  void graphsNestOnlySoDeep() {
    var text =
        PipelineText.with(
            root -> {
              var graphs = new java.util.ArrayDeque<PipelineText.Graph>(List.of(root));
              for (int i = 0; i < 60; i++) {
                graphs.remove().graph("g", graphs::add);
              }
              graphs.remove().task("a");
            });
    assertThat(refused(text)).hasMessageContaining("nested deeper than 50");
  }

  @Test
  void anUnknownProducerIsNamed() {
    assertBadSpec(
        PipelineText.with(
            root -> root.task("a").parameter("n", "STRING", taskParameter("nobody", "x"))),
        "root.dag.tasks.a",
        "waits for the unknown task nobody");
    assertBadSpec(
        PipelineText.with(root -> root.task("a").after("nobody")),
        "root.dag.tasks.a",
        "waits for the unknown task nobody");
  }

  @Test
  void anUnknownOutputIsNamed() {
    assertBadSpec(
        PipelineText.with(
            root -> {
              root.task("p").outputArtifact("model");
              root.task("a").parameter("n", "STRING", taskParameter("p", "x"));
            }),
        "root.dag.tasks.a.inputs.parameters.n",
        "task p has no output parameter x");
  }

  @Test
  void anArtifactIsNoParameterAndTheOtherWayRound() {
    assertBadSpec(
        PipelineText.with(
            root -> {
              root.task("p").outputArtifact("model");
              root.task("a").parameter("n", "STRING", taskParameter("p", "model"));
            }),
        "root.dag.tasks.a.inputs.parameters.n",
        "task p has no output parameter model");
    assertBadSpec(
        PipelineText.with(
            root -> {
              root.task("p").outputParameter("rows", "NUMBER_INTEGER");
              root.task("a").artifact("table", taskArtifact("p", "rows"));
            }),
        "root.dag.tasks.a.inputs.artifacts.table",
        "task p has no output artifact rows");
  }

  @Test
  void anOutputOfAGraphThatNobodyMakesIsNamed() {
    assertBadSpec(
        PipelineText.with(
            root ->
                root.graph(
                    "g",
                    inner -> {
                      inner.task("a");
                      inner.outputParameter("x", "STRING", "y", "a");
                    })),
        "components.comp-g.dag.outputs.parameters.x",
        "task a has no output parameter y");
    assertBadSpec(
        PipelineText.with(
            root ->
                root.graph(
                    "g",
                    inner -> {
                      inner.task("a");
                      inner.outputArtifact("x", "y", "b");
                    })),
        "components.comp-g.dag.outputs.artifacts.x",
        "unknown task b");
  }

  @Test
  void anInputOfTheGraphThatDoesNotExistIsNamed() {
    assertBadSpec(
        PipelineText.with(
            root -> root.task("a").parameter("n", "STRING", graphParameter("missing"))),
        "root.dag.tasks.a.inputs.parameters.n",
        "the graph has no input missing");
  }

  @Test
  void anInputThatTheTaskItselfDoesNotDeclareMayComeFromNowhere() {
    PipelineText text =
        PipelineText.with(
            root -> root.task("a").give("pipelinechannel--cpu", graphParameter("cpu")));
    assertThat(text.parse().task("a").inputs()).containsKey("pipelinechannel--cpu");
  }

  @Test
  void aMissingRequiredInputIsNamed() {
    PipelineText text =
        PipelineText.with(root -> root.task("a").parameter("n", "STRING", constant("x")));
    text.set(Map.of(), "root", "dag", "tasks", "a", "inputs");
    assertBadSpec(text, "root.dag.tasks.a", "required input n is not given");
  }

  @Test
  void aConditionThatReadsWhatTheTaskIsNotGivenIsNamed() {
    assertBadSpec(
        PipelineText.with(root -> root.task("a").when("inputs.parameter_values['x'] == 1")),
        "root.dag.tasks.a.triggerPolicy.condition",
        "it reads x, which is not given");
  }

  @Test
  void aConditionThatCannotBeReadIsNamedWithItsPath() {
    assertBadSpec(
        PipelineText.with(root -> root.task("a").when("size(inputs) > 3")),
        "root.dag.tasks.a.triggerPolicy.condition",
        "expected a parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "", "..", "a\nb", "a\u0000b", " "})
  void aTaskKeyThatWouldBreakPathsIsRefused(String key) {
    InvalidPipelineException refused = refused(PipelineText.with(root -> root.task(key)));
    assertThat(refused).hasMessageContaining("name of a task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\nb"})
  void anOutputNameThatWouldBreakAddressesIsRefused(String name) {
    InvalidPipelineException refused =
        refused(PipelineText.with(root -> root.task("a").outputArtifact(name)));
    assertThat(refused).hasMessageContaining("name of an output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "s", "-1s", "NaN", "1e300s"})
  void aWaitThatIsNoDurationIsNamed(String wait) {
    assertBadSpec(
        PipelineText.with(root -> root.task("a").retry(1, wait)),
        "root.dag.tasks.a.retryPolicy.backoffDuration",
        "must be a duration in seconds");
  }
}
