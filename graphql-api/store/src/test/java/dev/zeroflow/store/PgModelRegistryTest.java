package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelVersion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgModelRegistryTest extends PostgresTest {
  private final PgModelRegistry registry =
      new PgModelRegistry(POOL, InstantSource.fixed(NOW), UUID::randomUUID);
  private final Artifact artifact = Lineages.artifact(project, "model");

  @BeforeEach
  void recordTheArtifact() {
    Lineages.write(List.of(new ArtifactRecorded(artifact)));
  }

  private ModelRegistration request(String clientRequestId, String description) {
    return new ModelRegistration(
        project,
        "digits",
        artifact.id(),
        null,
        null,
        description,
        List.of(new ModelMetric("accuracy", 1.0)),
        clientRequestId);
  }

  @Test
  void versionsCountFromOne() {
    assertThat(registry.register(request("a", "")).version()).isEqualTo("1");
    ModelVersion second = registry.register(request("b", ""));
    assertThat(second.version()).isEqualTo("2");
    assertThat(registry.find(project, "digits", "2")).contains(second);
    assertThat(registry.find(project, "digits", "02")).isEmpty();
    assertThat(registry.find("other", "digits", "2")).isEmpty();
  }

  @Test
  void aRepeatedRequestReturnsTheFirstResult() {
    ModelVersion first = registry.register(request("a", ""));
    assertThat(registry.register(request("a", ""))).isEqualTo(first);
    assertThat(registry.find(project, "digits", "2")).isEmpty();
  }

  @Test
  void anotherRequestUnderTheSameIdIsAConflict() {
    registry.register(request("a", ""));
    assertThatThrownBy(() -> registry.register(request("a", "changed")))
        .isInstanceOfSatisfying(
            MetadataException.class,
            refused -> assertThat(refused.code()).isEqualTo(MetadataException.Code.CONFLICT));
  }

  @Test
  void anArtifactOfAnotherProjectIsNotFound() {
    Artifact foreign = Lineages.artifact(project + "-other", "model");
    Lineages.write(List.of(new ArtifactRecorded(foreign)));
    var request =
        new ModelRegistration(project, "digits", foreign.id(), null, null, "", List.of(), "a");
    assertThatThrownBy(() -> registry.register(request))
        .isInstanceOfSatisfying(
            MetadataException.class,
            refused -> assertThat(refused.code()).isEqualTo(MetadataException.Code.NOT_FOUND));
  }

  @Test
  void concurrentRequestsGetNumbersWithoutGapsAndCopiesOfOneRequestGetOne() throws Exception {
    List<Callable<ModelVersion>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = "request-" + i / 2;
      calls.add(() -> registry.register(request(id, "")));
    }
    List<String> numbers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        numbers.add(answer.get().version());
      }
    }
    assertThat(numbers.stream().distinct())
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }
}
