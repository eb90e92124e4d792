package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.finalStatus;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static dev.zeroflow.scheduler.spec.Refusals.assertBadSpec;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Triggers, exit tasks, caching and retries. */
class TaskOptionsTest {
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
  void anExitTaskSeesHowTheOtherEndedAndWaitsForIt() {
    PipelineSpec pipeline =
        parse(
            root -> {
              root.graph("exit-handler-1", inner -> inner.task("work"));
              root.task("exit")
                  .afterAll()
                  .parameter("status", "TASK_FINAL_STATUS", finalStatus("exit-handler-1"));
            });
    TaskSpec exit = pipeline.task("exit");
    assertThat(exit.trigger()).isEqualTo(Trigger.ALL_COMPLETED);
    assertThat(exit.upstream()).containsExactly("exit-handler-1");
    assertThat(exit.inputs())
        .containsEntry("status", new InputSource.FinalStatus("exit-handler-1"));
    assertThat(pipeline.task("exit-handler-1").trigger()).isEqualTo(Trigger.ALL_SUCCEEDED);
  }

  @Test
  void triggerAndConditionStandTogether() {
    TaskSpec task =
        parse(
                root -> {
                  root.task("p").outputParameter("n", "NUMBER_INTEGER");
                  root.task("a")
                      .give("n", taskParameter("p", "n"))
                      .when("inputs.parameter_values['n'] > 3")
                      .afterAll("p");
                })
            .task("a");
    assertThat(task.trigger()).isEqualTo(Trigger.ALL_COMPLETED);
    assertThat(task.condition()).isEqualTo(Condition.parse("inputs.parameter_values['n'] > 3"));
  }

  @Test
  void onlyKnownStrategiesAreTaken() {
    assertThat(
            task(it -> it.set("triggerPolicy", members("strategy", "ALL_UPSTREAM_TASKS_SUCCEEDED")))
                .trigger())
        .isEqualTo(Trigger.ALL_SUCCEEDED);
    assertBadSpec(
        "root.dag.tasks.a.triggerPolicy.strategy",
        "unknown strategy ONE_IS_ENOUGH",
        root -> root.task("a").set("triggerPolicy", members("strategy", "ONE_IS_ENOUGH")));
  }

  @Test
  void aGraphOfExitTasksOnlyIsRefused() {
    assertBadSpec(
        "root.dag",
        "has only tasks that wait for others to complete",
        root -> {
          root.task("a").afterAll();
          root.task("b").afterAll("a");
        });
  }

  @Test
  void theStatusOfAnUnknownTaskIsRefused() {
    assertBadSpec(
        "root.dag.tasks.a",
        "waits for the unknown task nobody",
        root -> {
          root.task("b");
          root.task("a").afterAll().give("s", finalStatus("nobody"));
        });
  }

  @Test
  void aPipelineCannotBeGivenTheStatusOfATask() {
    assertBadSpec(
        "root.inputDefinitions.parameters.x",
        "the status of a task cannot be an input of a pipeline",
        root -> root.parameter("x", "TASK_FINAL_STATUS").task("a"));
  }

  @Test
  void cachingIsOffUnlessItIsOn() {
    assertThat(task(it -> {}).caching()).isEqualTo(Caching.OFF);
    assertThat(task(it -> it.set("cachingOptions", Map.of())).caching()).isEqualTo(Caching.OFF);
    assertThat(task(it -> it.caching(null)).caching()).isEqualTo(new Caching(true, null));
    assertThat(task(it -> it.caching("k")).caching()).isEqualTo(new Caching(true, "k"));
  }

  @Test
  void aGraphMayBeRetriedAndNamed() {
    TaskSpec graph =
        parse(
                root ->
                    root.graph("g", inner -> inner.task("a"))
                        .retry(3, "5s")
                        .set("taskInfo", members("name", "Prepare & train")))
            .task("g");
    assertThat(graph.retry())
        .isEqualTo(new RetryPolicy(3, Duration.ofSeconds(5), 2, Duration.ofHours(1)));
    assertThat(graph.name()).isEqualTo("Prepare & train");
    assertThat(graph.key()).isEqualTo("g");
  }
}
