package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.field;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.Refusals.assertBadSpec;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Groups that the compiler gives more than there is. */
class UnreadInputsTest {
  private static PipelineSpec parse(Consumer<PipelineText.Graph> root) {
    return PipelineText.with(root).parse();
  }

  @Test
  void aGroupMayBeGivenWhatNobodyHasIfNobodyReadsIt() {
    PipelineSpec pipeline =
        parse(
            root -> {
              root.parameter("x", "STRING");
              root.graph(
                      "g",
                      inner ->
                          inner
                              .graph("h", core -> core.task("a"))
                              .parameter("n", "STRING", graphParameter("n")))
                  .parameter(
                      "n", "NUMBER_INTEGER", field(graphParameter("loop-item-param-2"), "a"));
            });
    assertThat(pipeline.task("g").component().inputs().parameters().get("n").optional()).isTrue();
  }

  @Test
  void aGroupMustBeGivenWhatSomebodyReads() {
    assertBadSpec(
        "root.dag.tasks.g.inputs.parameters.n",
        "the graph has no input missing",
        root ->
            root.graph("g", inner -> inner.task("a").give("m", graphParameter("n")))
                .parameter("n", "NUMBER_INTEGER", graphParameter("missing")));
  }

  @Test
  void aConditionAndALoopReadToo() {
    for (boolean loop : List.of(true, false)) {
      assertBadSpec(
          "root.dag.tasks.outer.inputs.parameters.m",
          "the graph has no input missing",
          root ->
              root.graph(
                      "outer",
                      inner -> {
                        var core =
                            inner
                                .graph("core", it -> it.task("b"))
                                .parameter("m", "STRING", graphParameter("m"));
                        if (loop) {
                          core.forEachOf("m", "item", "STRING");
                        } else {
                          core.when("inputs.parameter_values['m'] == 1");
                        }
                      })
                  .parameter("m", "STRING", graphParameter("missing")));
    }
  }
}
