package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static dev.zeroflow.scheduler.spec.Refusals.assertBadSpec;
import static dev.zeroflow.scheduler.spec.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.InvalidPipelineException.Code;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declared inputs and outputs, and what graphs put out. */
class InterfaceParserTest {
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
  void listsOfArtifactsAreMarked() {
    TaskSpec task =
        parse(
                root ->
                    root.artifactList("files")
                        .task("a")
                        .artifactList("all", graphArtifact("files"))
                        .outputArtifactList("made"))
            .task("a");
    assertThat(task.component().inputs().artifacts())
        .containsEntry("all", new ArtifactDef("system.Dataset", false, true));
    assertThat(task.component().outputs().artifacts())
        .containsEntry("made", new ArtifactDef("system.Dataset", false, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRING",
        "NUMBER_INTEGER",
        "NUMBER_DOUBLE",
        "BOOLEAN",
        "LIST",
        "STRUCT",
        "TASK_FINAL_STATUS",
        "TASK_CONFIG"
      })
  void everyTypeOfParameterIsKnown(String type) {
    assertThat(task(it -> it.optional("n", type, null)).component().inputs().parameters())
        .containsEntry("n", new ParameterDef(ParameterType.valueOf(type), true, null, List.of()));
  }

  @Test
  void anotherTypeIsRefused() {
    assertBadSpec(
        "components.comp-a.inputDefinitions.parameters.n.parameterType",
        "there is no parameter type FILE",
        root -> root.task("a").optional("n", "FILE", null));
  }

  @Test
  void whatIsNoTruthValueIsNotTakenForOne() {
    assertBadSpec(
        "root.dag.tasks.a.cachingOptions.enableCache",
        "must be true or false",
        root -> root.task("a").set("cachingOptions", members("enableCache", "yes")));
  }

  @Test
  void aGraphPutsOutWhatOneOfItsTasksMade() {
    PipelineSpec pipeline =
        parse(
            root -> {
              root.task("a").outputParameter("n", "STRING").outputArtifact("m");
              root.task("b").outputParameter("n", "STRING").outputArtifact("m");
              root.outputParameter("one", "STRING", "n", "a");
              root.outputParameter("either", "STRING", "n", "a", "b");
              root.outputArtifact("model", "m", "a", "b");
            });
    var a = new Dag.Output("a", "n");
    assertThat(pipeline.dag().outputs())
        .containsEntry("one", List.of(a))
        .containsEntry("either", List.of(a, new Dag.Output("b", "n")))
        .containsEntry("model", List.of(new Dag.Output("a", "m"), new Dag.Output("b", "m")));
  }

  @Test
  void anOutputInAFormThatNoCompilerEmitsIsRefused() {
    var text = PipelineText.with(root -> root.task("a").outputParameter("n", "STRING"));
    Object mapped = members("k", members("producerSubtask", "a", "outputParameterKey", "n"));
    for (Object form :
        List.of(Map.of(), members("valueFromMap", members("mappedParameters", mapped)))) {
      text.set(members("x", form), "root", "dag", "outputs", "parameters");
      assertThat(refused(text).code()).isEqualTo(Code.UNSUPPORTED);
      assertThat(refused(text).path()).isEqualTo("root.dag.outputs.parameters.x");
    }
    text.set(members(), "root", "dag", "outputs");
    text.set(members("x", Map.of()), "root", "dag", "outputs", "artifacts");
    assertThat(refused(text)).hasMessageContaining("names no task that makes it");
  }
}
