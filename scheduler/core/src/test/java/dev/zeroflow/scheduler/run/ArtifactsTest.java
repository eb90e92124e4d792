package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RunDeciderTest.artifact;
import static dev.zeroflow.scheduler.run.RunDeciderTest.artifacts;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Artifacts and lists of them on their way from task to task. */
class ArtifactsTest {

  @Test
  void aListOfArtifactsIsPassedOnInItsOrder() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("split").outputArtifactList("parts");
                  root.graph(
                          "g",
                          inner -> {
                            inner.artifactList("parts");
                            inner.task("x").artifactList("all", graphArtifact("parts"));
                          })
                      .artifactList("parts", taskArtifact("split", "parts"));
                }));
    List<ArtifactRef> parts = List.of(artifact("2"), artifact("1"), artifact("3"));
    run.succeed("split", new Values(Map.of(), Map.of("parts", parts)));
    assertThat(run.task("g/x").inputs().artifacts()).isEqualTo(Map.of("all", parts));
  }

  @Test
  void anImporterNeedsNoSlotAndItsArtifactIsPassedOn() {
    var run =
        RunDriver.submitted(
            PipelineText.with(
                root -> {
                  root.importer("load").parameter("uri", "STRING", constant("s3://b/k"));
                  root.task("a").artifact("in", taskArtifact("load", "artifact"));
                }),
            RunOptions.DEFAULT);
    run.grants = false;
    run.start();
    assertThat(run.commands).containsExactly(new Command.Import("load", 1));
    run.succeed("load", artifacts("artifact"));
    assertThat(run.task("a").inputs().artifacts())
        .isEqualTo(Map.of("in", List.of(artifact("artifact"))));
    assertThat(run.queued()).containsExactly("a");
  }

  @Test
  void whatCannotBeImportedFailsTheRun() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> root.importer("load").parameter("uri", "STRING", constant("s3://b/k"))));
    run.fail("load");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("load");
  }

  @Test
  void anImportThatWasLostIsOrderedAgain() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> root.importer("load").parameter("uri", "STRING", constant("s3://b/k"))));
    run.fail("load", ErrorCategory.TRANSIENT);
    run.retry("load");
    assertThat(run.commands).containsExactly(new Command.Import("load", 2));
    run.succeed("load", artifacts("artifact"));
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anOptionalArtifactThatItsMakerLeftOutIsAbsent() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputArtifact("table");
                  root.task("b").optionalArtifact("in", taskArtifact("a", "table"));
                }));
    run.succeed("a");
    assertThat(run.task("b").inputs().artifacts()).isEmpty();
    assertThat(run.ordered()).containsExactly("b");
  }
}
