package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.engine.RunClient.Changes;
import dev.zeroflow.scheduler.engine.RunClient.Request;
import dev.zeroflow.scheduler.engine.RunClient.Submitted;
import dev.zeroflow.scheduler.port.InMemoryStore;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunClientTest {
  private static final Changes NONE = new Changes(null, Map.of(), Map.of(), null, null);
  private static final String DOCUMENT =
      PipelineText.with(
              root -> {
                root.parameter("rows", "NUMBER_INTEGER");
                root.parameter("label", "STRING");
                root.task("a");
              })
          .json();

  private final StoreUnderTest store = InMemoryStore.underTest();
  private final AtomicInteger woken = new AtomicInteger();
  private final RunClient client =
      new RunClient(
          store.runs(),
          TaskFunctions.only(PipelineText.IMAGE, "tasks"),
          UUID::randomUUID,
          woken::incrementAndGet,
          pipeline -> {});

  private static Request request(String name, String document, Map<String, Object> parameters) {
    return new Request(
        "default",
        name,
        document.getBytes(StandardCharsets.UTF_8),
        parameters,
        Map.of(),
        StartReason.MANUAL,
        new RunOptions(false, "gs://root"),
        5,
        "key");
  }

  private static Request request() {
    return request("a run", DOCUMENT, Map.of("rows", 3, "label", "x"));
  }

  private NewRun stored(Submitted run) {
    RunStore runs = store.runs();
    return runs.submission(run.id()).orElseThrow();
  }

  @Test
  void anyImageIsAcceptedWhereThereIsAHost() {
    String document = DOCUMENT.replace(PipelineText.IMAGE, "python:3.11");
    Request unknown = request("a run", document, Map.of("rows", 3, "label", "x"));
    assertThatThrownBy(() -> client.submit(unknown))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("python:3.11");
    var hosted =
        new TaskFunctions(
            Map.of(PipelineText.IMAGE, "tasks"), new TaskFunctions.Host("python", "/steps"));
    var other =
        new RunClient(
            store.runs(), hosted, UUID::randomUUID, woken::incrementAndGet, accepted -> {});
    assertThat(other.submit(unknown).pipeline()).isEqualTo("test");
  }

  @Test
  void aRepeatedSubmissionIsTheSameRun() {
    Submitted first = client.submit(request());
    assertThat(client.submit(request())).isEqualTo(first);
    assertThat(woken).hasValue(2);
  }

  @Test
  void aRunUnderAChosenIdStaysAsItWasFirst() {
    UUID wanted = UUID.randomUUID();
    var request =
        new Request(
            "default",
            "a run",
            DOCUMENT.getBytes(StandardCharsets.UTF_8),
            Map.of("rows", 3, "label", "x"),
            Map.of(),
            StartReason.MANUAL,
            RunOptions.DEFAULT,
            0,
            null);
    Submitted first = client.submit(wanted, request);
    assertThat(first.id()).isEqualTo(wanted);
    var other =
        new Request(
            "default",
            "a run",
            DOCUMENT.getBytes(StandardCharsets.UTF_8),
            Map.of("rows", 4, "label", "x"),
            Map.of(),
            StartReason.MANUAL,
            RunOptions.DEFAULT,
            0,
            null);
    assertThat(client.submit(wanted, other).id()).isEqualTo(wanted);
    assertThat(stored(first).parameters()).containsEntry("rows", 3L);
  }

  @Test
  void aCheckStoresNothing() {
    client.check(request());
    assertThat(woken).hasValue(0);
    assertThatThrownBy(() -> client.check(request("a run", DOCUMENT, Map.of("rows", "many"))))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("rows");
  }

  @Test
  void aKeyThatComesWithSomethingElseIsRefusedAndNamesTheRun() {
    Submitted first = client.submit(request());
    var others =
        Set.of(
            request("a run", DOCUMENT, Map.of("rows", 4, "label", "x")),
            request("another name", DOCUMENT, Map.of("rows", 3, "label", "x")),
            request("a run", DOCUMENT + " ", Map.of("rows", 3, "label", "x")));
    for (Request other : others) {
      assertThatThrownBy(() -> client.submit(other))
          .isInstanceOfSatisfying(
              KeyReusedException.class, e -> assertThat(e.run()).isEqualTo(first.id()));
    }
  }

  @Test
  void aCloneIsWhatTheRunWasAndSaysWhereItComesFrom() {
    Submitted first = client.submit(request());
    NewRun clone = stored(client.submitAgain("default", first.id(), NONE).orElseThrow());
    NewRun original = stored(first);
    assertThat(clone.id()).isNotEqualTo(first.id());
    assertThat(clone.documentDigest()).isEqualTo(original.documentDigest());
    assertThat(clone.parameters()).isEqualTo(original.parameters());
    assertThat(clone.name()).isEqualTo("a run");
    assertThat(clone.options()).isEqualTo(new RunOptions(false, "gs://root"));
    assertThat(clone.priority()).isEqualTo(5);
    assertThat(clone.idempotencyKey()).isNull();
    assertThat(clone.reason())
        .isEqualTo(new StartReason(StartReason.Kind.MANUAL, "clone of " + first.id()));
  }

  @Test
  void aCloneHasWhatWasChosenForIt() {
    Submitted first = client.submit(request());
    var changes = new Changes("mine", Map.of("label", "y"), Map.of("rows", "8"), true, -1);
    NewRun clone = stored(client.submitAgain("default", first.id(), changes).orElseThrow());
    assertThat(clone.parameters()).isEqualTo(Map.of("rows", 8L, "label", "y"));
    assertThat(clone.name()).isEqualTo("mine");
    assertThat(clone.options()).isEqualTo(new RunOptions(true, "gs://root"));
    assertThat(clone.priority()).isEqualTo(-1);
  }

  @Test
  void theParametersOfACloneAreCheckedAgain() {
    Submitted first = client.submit(request());
    var wrong = new Changes(null, Map.of("rows", "many"), Map.of(), null, null);
    assertThatThrownBy(() -> client.submitAgain("default", first.id(), wrong))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("rows");
  }

  @Test
  void aRunOfAnotherProjectOrNoneCannotBeCloned() {
    Submitted first = client.submit(request());
    assertThat(client.submitAgain("another", first.id(), NONE)).isEmpty();
    assertThat(client.submitAgain("default", UUID.randomUUID(), NONE)).isEmpty();
  }

  @Test
  void theNameOfARunIsOneLineOfLimitedLength() {
    Request odd = request("\u0000 two\nlines ", DOCUMENT, Map.of("rows", 3, "label", "x"));
    assertThat(client.submit(odd).name()).isEqualTo("two lines");
  }
}
