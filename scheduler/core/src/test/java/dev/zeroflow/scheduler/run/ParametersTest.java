package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.field;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters on their way from task to task. */
class ParametersTest {

  @Test
  void wholeNumbersStayWholeHoweverDeepTheyStand() {
    Map<String, Object> struct = Map.of("n", 3.0, "list", List.of(1.0, 2.5, Map.of("m", 4.0)));
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.optional("p", "STRUCT", struct);
                  root.task("a")
                      .parameter("n", "NUMBER_INTEGER", constant(3.0))
                      .parameter("list", "LIST", constant(List.of(1.0, 2.5)))
                      .parameter("p", "STRUCT", graphParameter("p"))
                      .outputParameter("out", "STRUCT");
                  root.task("b").parameter("in", "STRUCT", taskParameter("a", "out"));
                }));
    assertThat(Json.write(run.parameters("a").get("n"))).isEqualTo("3");
    assertThat(Json.write(run.parameters("a").get("list"))).isEqualTo("[1,2.5]");
    assertThat(run.parameters("a").get("p"))
        .isEqualTo(Map.of("n", 3L, "list", List.of(1L, 2.5, Map.of("m", 4L))));
    run.succeed("a", "out", Map.of("k", List.of(7L)));
    assertThat(Json.write(run.parameters("b").get("in"))).isEqualTo("{\"k\":[7]}");
  }

  @Test
  void aDoubleParameterTakesAWholeNumberAndAnIntegerAWholeDouble() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a")
                      .outputParameter("i", "NUMBER_INTEGER")
                      .outputParameter("d", "NUMBER_DOUBLE");
                  root.task("b")
                      .parameter("d", "NUMBER_DOUBLE", taskParameter("a", "i"))
                      .parameter("i", "NUMBER_INTEGER", taskParameter("a", "d"));
                }));
    run.succeed("a", "i", 4L, "d", 5.0);
    assertThat(run.parameters("b")).isEqualTo(Map.of("d", 4.0, "i", 5L));
  }

  @Test
  void aStringTakesANumberAsItsText() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("n", "NUMBER_DOUBLE");
                  root.task("b").parameter("s", "STRING", taskParameter("a", "n"));
                }));
    run.succeed("a", "n", 3.0);
    assertThat(run.parameters("b")).isEqualTo(Map.of("s", "3"));
  }

  private static PipelineText optionalInAGraph(Object graphDefault, Object taskDefault) {
    return PipelineText.with(
        root -> {
          root.optional("p", "STRING", null);
          root.graph(
                  "g",
                  inner -> {
                    inner.optional("q", "STRING", graphDefault);
                    inner
                        .task("x")
                        .optional("s", "STRING", taskDefault)
                        .give("s", graphParameter("q"));
                  })
              .optional("q", "STRING", graphDefault)
              .give("q", graphParameter("p"));
        });
  }

  @Test
  void anOptionalParameterOfThePipelineThatIsLeftOutLetsTheInnerDefaultsApply() {
    assertThat(RunDriver.start(optionalInAGraph(null, "task")).parameters("g/x"))
        .isEqualTo(Map.of("s", "task"));
    assertThat(RunDriver.start(optionalInAGraph("graph", "task")).parameters("g/x"))
        .isEqualTo(Map.of("s", "graph"));
    assertThat(RunDriver.start(optionalInAGraph("graph", "task"), "p", "run").parameters("g/x"))
        .isEqualTo(Map.of("s", "run"));
    assertThat(RunDriver.start(optionalInAGraph(null, null)).parameters("g/x")).isEmpty();
  }

  @Test
  void nullCountsAsLeftOut() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.task("a").optional("n", "NUMBER_INTEGER", 3.0).give("n", constant(null))));
    assertThat(run.parameters("a")).isEqualTo(Map.of("n", 3L));
  }

  @Test
  void aRequiredParameterWithoutAValueFailsItsTaskOnly() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.optional("p", "STRING", null);
                  root.task("a").parameter("s", "STRING", graphParameter("p"));
                  root.task("beside");
                }));
    assertThat(run.state("a")).isEqualTo(FAILED);
    assertThat(run.task("a").error().message()).isEqualTo("input s: has no value");
    assertThat(run.ordered()).containsExactly("beside");
  }

  private static PipelineText member(String type) {
    return PipelineText.with(
        root -> {
          root.task("a").outputParameter("s", type);
          root.task("b").parameter("n", "NUMBER_INTEGER", field(taskParameter("a", "s"), "n"));
        });
  }

  @Test
  void aMemberIsTakenOutOfAStructAndOutOfTheTextOfOne() {
    assertThat(RunDriver.start(member("STRUCT")).succeed("a", "s", Map.of("n", 2L)).parameters("b"))
        .isEqualTo(Map.of("n", 2L));
    assertThat(RunDriver.start(member("STRING")).succeed("a", "s", "{\"n\": 2.0}").parameters("b"))
        .isEqualTo(Map.of("n", 2L));
  }

  @Test
  void aMemberThatIsNotThereFailsWhoNeedsIt() {
    var absent = RunDriver.start(member("STRUCT")).succeed("a", "s", Map.of("m", 2L));
    assertThat(absent.task("b").error().message()).isEqualTo("input n: has no value");
    var none = RunDriver.start(member("STRING")).succeed("a", "s", "plain");
    assertThat(none.task("b").error().message()).isEqualTo("input n: \"plain\" has no member n");
  }

  /** As the compiler forgets to declare it: in a loop inside a condition. */
  @Test
  void aParameterOfThePipelineIsFoundThroughGraphsThatDoNotDeclareIt() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("cpu", "STRING");
                  root.graph(
                      "condition",
                      inner ->
                          inner
                              .graph(
                                  "loop",
                                  body ->
                                      body.task("x")
                                          .give(
                                              "pipelinechannel--cpu",
                                              graphParameter("pipelinechannel--cpu")))
                              .forEach("item", "STRING", "a"));
                }),
            "cpu",
            "2");
    assertThat(run.parameters("condition/loop/0/x")).isEqualTo(Map.of("pipelinechannel--cpu", "2"));
  }

  @Test
  void theInnermostGraphThatHasAnUndeclaredParameterGivesIt() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("n", "NUMBER_INTEGER");
                  root.graph(
                          "outer",
                          outer -> {
                            outer.parameter("pipelinechannel--n", "NUMBER_INTEGER");
                            outer.graph(
                                "inner",
                                inner ->
                                    inner
                                        .task("x")
                                        .give("y", graphParameter("pipelinechannel--n")));
                          })
                      .parameter("pipelinechannel--n", "NUMBER_INTEGER", constant(8));
                }),
            "n",
            1L);
    assertThat(run.parameters("outer/inner/x")).isEqualTo(Map.of("y", 8L));
  }

  @Test
  void anUndeclaredParameterThatNobodyHasIsAbsent() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> root.task("a").give("y", graphParameter("pipelinechannel--none"))));
    assertThat(run.parameters("a")).isEmpty();
    assertThat(run.ordered()).containsExactly("a");
  }

  @Test
  void nullsInsideListsAndStructsStay() {
    var list = Arrays.asList(1L, null, Map.of());
    var run =
        RunDriver.start(
            PipelineText.with(root -> root.task("a").parameter("l", "LIST", constant(list))));
    assertThat(run.parameters("a").get("l")).isEqualTo(list);
  }
}
