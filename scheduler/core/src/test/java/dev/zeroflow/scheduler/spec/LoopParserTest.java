package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static dev.zeroflow.scheduler.spec.Refusals.assertBadSpec;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over literals, parameters and artifacts. */
class LoopParserTest {
  private static PipelineSpec parse(Consumer<PipelineText.Graph> root) {
    return PipelineText.with(root).parse();
  }

  private static TaskSpec task(Consumer<PipelineText.TaskText> change) {
    return parse(
            root -> {
              root.parameter("x", "STRING");
              change.accept(root.task("a"));
            })
        .task("a");
  }

  @Test
  void aLoopOverLiteralsHoldsThem() {
    TaskSpec loop =
        parse(
                root ->
                    root.graph(
                            "for-loop-1",
                            inner -> inner.task("a").give("n", graphParameter("item")))
                        .forEach("item", "STRUCT", Map.of("a", 1.0), "é😀", List.of())
                        .parallelism(2))
            .task("for-loop-1");
    assertThat(loop.loop())
        .isEqualTo(
            new Loop(
                new Loop.Items.Literal(List.of(Map.of("a", 1L), "é😀", List.of())), "item", 2));
  }

  @Test
  void aLoopOverAnInputNamesIt() {
    PipelineSpec pipeline =
        parse(
            root -> {
              root.parameter("list", "LIST").artifactList("files");
              root.task("each")
                  .give("all", graphParameter("list"))
                  .forEachOf("all", "item", "STRING");
              root.task("file")
                  .artifactList("all", graphArtifact("files"))
                  .forEachArtifact("all", "one")
                  .parallelism(0);
            });
    assertThat(pipeline.task("each").loop())
        .isEqualTo(new Loop(new Loop.Items.Parameter("all"), "item", 0));
    assertThat(pipeline.task("file").loop())
        .isEqualTo(new Loop(new Loop.Items.Artifacts("all"), "one", 0));
  }

  @Test
  void theLimitMayStandInsideTheIterator() {
    Map<String, Object> iterator =
        members(
            "items", members("raw", "[1]"),
            "itemInput", "n",
            "iteratorPolicy", members("parallelismLimit", 7));
    assertThat(task(it -> it.declare("n", "STRING").set("parameterIterator", iterator)).loop())
        .isEqualTo(new Loop(new Loop.Items.Literal(List.of(1L)), "n", 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "3", "[1", "[1,]", "['a']", "[NaN]", "[1] [2]", "&a [*a]", "- 1"})
  void itemsThatAreNoJsonArrayAreRefused(String raw) {
    assertBadSpec(
        "root.dag.tasks.a.parameterIterator.items.raw",
        "JSON",
        root ->
            root.task("a")
                .declare("n", "STRING")
                .set("parameterIterator", members("items", members("raw", raw), "itemInput", "n")));
  }

  @Test
  void whatALoopNeedsMustBeThere() {
    assertBadSpec(
        "root.dag.tasks.a.parameterIterator.items.inputParameter",
        "the task has no input all",
        root -> root.task("a").forEachOf("all", "item", "STRING"));
    assertBadSpec(
        "root.dag.tasks.a.artifactIterator.items.inputArtifact",
        "the task has no input all",
        root -> root.task("a").forEachArtifact("all", "item"));
    assertBadSpec(
        "root.dag.tasks.a.parameterIterator.itemInput",
        "the component has no input item",
        root ->
            root.task("a")
                .set(
                    "parameterIterator",
                    members("items", members("raw", "[]"), "itemInput", "item")));
    assertBadSpec(
        "root.dag.tasks.a.artifactIterator.itemInput",
        "the component has no input item",
        root ->
            root.artifactList("files")
                .task("a")
                .artifactList("all", graphArtifact("files"))
                .set(
                    "artifactIterator",
                    members("items", members("inputArtifact", "all"), "itemInput", "item")));
    assertBadSpec(
        "root.dag.tasks.a",
        "needs exactly one of parameterIterator, artifactIterator",
        root -> root.task("a").forEach("x", "STRING", 1).forEachArtifact("all", "item"));
  }

  @Test
  void aLoopOverAnInputOfTheOtherKindIsRefused() {
    assertBadSpec(
        "root.dag.tasks.a.parameterIterator.items.inputParameter",
        "is no parameter",
        root ->
            root.artifactList("files")
                .task("a")
                .artifactList("all", graphArtifact("files"))
                .forEachOf("all", "item", "STRING"));
    assertBadSpec(
        "root.dag.tasks.a.artifactIterator.items.inputArtifact",
        "is no artifact",
        root -> root.task("a").give("all", constant("[]")).forEachArtifact("all", "item"));
  }

  @Test
  void aConditionCannotReadTheItemOfItsOwnLoop() {
    assertBadSpec(
        "root.dag.tasks.a.triggerPolicy.condition",
        "the item of the loop that it decides about",
        root ->
            root.task("a")
                .forEach("item", "NUMBER_INTEGER", 1, 2)
                .when("inputs.parameter_values['item'] == 1"));
  }

  /** 101 times 101 times 10 tasks, and the loops and iterations above them. */
  @Test
  void loopsMultiply() {
    Object[] items = new Object[101];
    Arrays.fill(items, 1);
    assertBadSpec(
        "root",
        "unfolds into more than 100,000 tasks",
        root ->
            root.graph(
                    "outer",
                    inner ->
                        inner
                            .graph(
                                "inner",
                                core -> {
                                  for (int i = 0; i < 10; i++) {
                                    core.task("t" + i);
                                  }
                                })
                            .forEach("y", "NUMBER_INTEGER", items))
                .forEach("x", "NUMBER_INTEGER", items));
  }

  @Test
  void aMillionItemsAreRefused() {
    String raw = "[" + "1,".repeat(999_999) + "1]";
    assertBadSpec(
        "root.dag.tasks.a.parameterIterator.items.raw",
        "has 1,000,000 items, more than the 100,000",
        root ->
            root.task("a")
                .declare("n", "STRING")
                .set("parameterIterator", members("items", members("raw", raw), "itemInput", "n")));
  }
}
