package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.Values;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private static final AttemptRef ATTEMPT =
      new AttemptRef("default", new UUID(1, 2), "g/select-best", 2);
  private static final Map<String, OutputSlot> SLOTS =
      Map.of("model", new OutputSlot("model", "system.Model"));
  private static final ArtifactRef INPUT =
      new ArtifactRef(
          new UUID(3, 4), "in", "system.Artifact", "s3://b/in", "etag:x", 9, Map.of("a", 1L));
  private static final ArtifactUris URIS = new ArtifactUris("artifacts");
  private static final String URI = URIS.output(ATTEMPT, "model");

  private final FakeArtifacts artifacts = new FakeArtifacts().put(URI, 3);
  private final Completions completions = new Completions(artifacts, URIS);

  private static TaskResult result(
      Map<String, Object> parameters, Map<String, List<OutputArtifact>> written, TaskError error) {
    return new TaskResult(
        TaskInvocation.SCHEMA_VERSION,
        "token",
        parameters,
        written,
        List.of(new MetricValue("accuracy", 0.5, 0)),
        List.of(),
        error,
        new Timings(1, 2, 3));
  }

  private RunEvent event(TaskResult result) {
    Values inputs = new Values(Map.of(), Map.of("in", List.of(INPUT)));
    return completions.event(ATTEMPT, inputs, SLOTS, result, true);
  }

  private RunEvent wrote(String slot, OutputArtifact artifact) {
    return event(result(Map.of(), Map.of(slot, List.of(artifact)), null));
  }

  private static OutputArtifact artifact(String uri, String digest, long size) {
    return new OutputArtifact(uri, digest, size, Map.of("n", 3));
  }

  private static void assertFailed(RunEvent event, String code, ErrorCategory category) {
    assertThat(event).isInstanceOf(RunEvent.AttemptFailed.class);
    var failed = (RunEvent.AttemptFailed) event;
    assertThat(failed.error().code()).isEqualTo(code);
    assertThat(failed.error().category()).isEqualTo(category);
    assertThat(failed.task()).isEqualTo(ATTEMPT.task());
    assertThat(failed.attempt()).isEqualTo(ATTEMPT.attempt());
  }

  @Test
  void anUploadedArtifactBecomesAnOutput() {
    var event = (RunEvent.AttemptSucceeded) wrote("model", artifact(URI, FakeArtifacts.DIGEST, 3));
    ArtifactRef model = event.outputs().artifacts().get("model").getFirst();
    assertThat(model.uri()).isEqualTo(URI);
    assertThat(model.type()).isEqualTo("system.Model");
    assertThat(model.digest()).isEqualTo(FakeArtifacts.DIGEST);
    assertThat(model.metadata()).isEqualTo(Map.of("n", 3L));
    assertThat(event.metrics()).hasSize(1);
    assertThat(event.figures().cold()).isTrue();
    assertThat(event.figures().timings()).isEqualTo(new Timings(1, 2, 3));
  }

  @Test
  void theSameAnswerGivesTheSameEvent() {
    OutputArtifact model = artifact(URI, FakeArtifacts.DIGEST, 3);
    assertThat(wrote("model", model)).isEqualTo(wrote("model", model));
  }

  @Test
  void anAddressThatWasNotGivenIsRefused() {
    for (String uri :
        List.of(
            "s3://b/other",
            URIS.output(ATTEMPT, "other"),
            URIS.output(new AttemptRef("default", new UUID(1, 2), "g/select-best", 1), "model"),
            URI + "/../x")) {
      artifacts.put(uri, 3);
      assertFailed(
          wrote("model", artifact(uri, FakeArtifacts.DIGEST, 3)),
          "FOREIGN_URI",
          ErrorCategory.INTERNAL);
    }
  }

  @Test
  void anArtifactMayBeNothingButMetadata() {
    var event = (RunEvent.AttemptSucceeded) wrote("model", artifact("", "", 0));
    ArtifactRef model = event.outputs().artifacts().get("model").getFirst();
    assertThat(model.isStored()).isFalse();
    assertThat(model.isElsewhere()).isFalse();
    assertThat(model.metadata()).isEqualTo(Map.of("n", 3L));
  }

  @Test
  void anAddressThatAStepNamesIsKeptAndNeverRead() {
    var event = (RunEvent.AttemptSucceeded) wrote("model", artifact("s3://b/other", "", 0));
    ArtifactRef model = event.outputs().artifacts().get("model").getFirst();
    assertThat(model.uri()).isEqualTo("s3://b/other");
    assertThat(model.isStored()).isFalse();
    assertThat(model.isElsewhere()).isTrue();
    assertFailed(
        wrote("model", artifact("s3://" + "b".repeat(2_048), "", 0)),
        "BAD_OUTPUT",
        ErrorCategory.USER);
  }

  @Test
  void aDirectoryIsAnOutputToo() {
    String directory = ArtifactUris.directory(URI);
    artifacts.put(directory, 7);
    var event =
        (RunEvent.AttemptSucceeded) wrote("model", artifact(directory, FakeArtifacts.DIGEST, 7));
    ArtifactRef model = event.outputs().artifacts().get("model").getFirst();
    assertThat(model.isDirectory()).isTrue();
    assertFailed(
        wrote("model", artifact(directory, FakeArtifacts.DIGEST, 8)),
        "UPLOAD_INCOMPLETE",
        ErrorCategory.TRANSIENT);
  }

  @Test
  void aDigestThatIsNoneIsRefused() {
    for (String digest : List.of("", "md5:0", "sha256:ABC", FakeArtifacts.DIGEST + "0")) {
      assertFailed(wrote("model", artifact(URI, digest, 3)), "BAD_DIGEST", ErrorCategory.INTERNAL);
    }
  }

  @Test
  void anUploadThatIsNotCompleteIsTriedAgain() {
    assertFailed(
        wrote("model", artifact(URI, FakeArtifacts.DIGEST, 4)),
        "UPLOAD_INCOMPLETE",
        ErrorCategory.TRANSIENT);
    TaskResult empty =
        result(Map.of(), Map.of("model", List.of(artifact(URI, FakeArtifacts.DIGEST, 0))), null);
    assertFailed(
        new Completions(new FakeArtifacts(), URIS).event(ATTEMPT, Values.NONE, SLOTS, empty, false),
        "UPLOAD_INCOMPLETE",
        ErrorCategory.TRANSIENT);
  }

  @Test
  void aStoreThatDoesNotAnswerIsAnotherAttemptAndNotAnotherCall() {
    artifacts.unavailable = true;
    assertFailed(
        wrote("model", artifact(URI, FakeArtifacts.DIGEST, 3)),
        "OUTPUT_NOT_CHECKED",
        ErrorCategory.TRANSIENT);
  }

  @Test
  void anInputCanBePassedOnWithoutAnUpload() {
    var event = (RunEvent.AttemptSucceeded) wrote("model", artifact(INPUT.uri(), "anything", 0));
    ArtifactRef model = event.outputs().artifacts().get("model").getFirst();
    assertThat(model.uri()).isEqualTo(INPUT.uri());
    assertThat(model.digest()).isEqualTo(INPUT.digest());
    assertThat(model.size()).isEqualTo(INPUT.size());
    assertThat(model.name()).isEqualTo("model");
    assertThat(model.type()).isEqualTo("system.Model");
    assertThat(model.id()).isNotEqualTo(INPUT.id());
    assertThat(model.metadata()).isEqualTo(Map.of("n", 3L));
  }

  @Test
  void anOutputThatIsNotDeclaredIsRefused() {
    assertFailed(
        wrote("extra", artifact(URI, FakeArtifacts.DIGEST, 3)),
        "UNDECLARED_OUTPUT",
        ErrorCategory.INTERNAL);
  }

  @Test
  void numbersAreBroughtToOneForm() {
    var event =
        (RunEvent.AttemptSucceeded)
            event(result(Map.of("n", 3, "x", 0.5f, "l", List.of(1)), Map.of(), null));
    assertThat(event.outputs().parameters()).isEqualTo(Map.of("n", 3L, "x", 0.5, "l", List.of(1L)));
  }

  @Test
  void aValueThatCannotBeStoredIsTheUsersError() {
    assertFailed(
        event(result(Map.of("t", "a\u0000b"), Map.of(), null)), "BAD_OUTPUT", ErrorCategory.USER);
    assertFailed(
        event(result(Map.of("t", Double.NaN), Map.of(), null)), "BAD_OUTPUT", ErrorCategory.USER);
  }

  @Test
  void anErrorIsPassedOnAsItCanBeStored() {
    var error =
        new TaskError("BAD_TABLE", ErrorCategory.USER, "row\u00003" + "x".repeat(10_000), null);
    var event = (RunEvent.AttemptFailed) event(result(Map.of(), Map.of(), error));
    assertThat(event.error().message()).startsWith("row\uFFFD3xxx").hasSize(4_000);
    assertThat(event.error().code()).isEqualTo("BAD_TABLE");
    assertThat(event.error().stack()).isNull();
  }
}
