package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.signing.SignedContent;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** A model registry with one artifact, for the tests of its parts. */
abstract class RegistryTest extends PostgresTest {
  final PgModelRegistry registry =
      new PgModelRegistry(POOL, InstantSource.fixed(NOW), UUID::randomUUID);
  final PgRegisteredModels models = new PgRegisteredModels(POOL);
  final PgModelAliases aliases =
      new PgModelAliases(POOL, UUID::randomUUID, (content, trusted) -> look(content));
  final PgGovernance governance = new PgGovernance(POOL);
  final Artifact artifact = Lineages.artifact(project, "model");
  final Author ann = new Author(project, "ann", NOW);
  final Author bob = new Author(project, "bob", NOW);

  @BeforeEach
  void recordTheArtifact() {
    Lineages.write(List.of(new ArtifactRecorded(artifact)));
  }

  /** What a look for signatures finds. */
  Evidence look(SignedContent content) {
    return Evidence.unsigned("nobody looks here");
  }

  static NewModel model(String name) {
    return new NewModel(UUID.randomUUID(), name, "", Map.of(), Map.of());
  }

  /** Registers the next version of a model with this figure. */
  String version(String model, double accuracy) {
    return registry
        .register(
            new ModelRegistration(
                project,
                model,
                artifact.id(),
                null,
                null,
                "",
                List.of(new ModelMetric("accuracy", accuracy)),
                UUID.randomUUID().toString()))
        .version();
  }

  static void refused(MetadataException.Code code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MetadataException.class, it -> assertThat(it.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  /** Runs all of the calls at once; how often one of them was refused with CONFLICT. */
  static <T> int conflicts(List<Callable<T>> calls) throws InterruptedException {
    int conflicts = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        try {
          answer.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(MetadataException.class);
          conflicts++;
        }
      }
    }
    return conflicts;
  }

  /** Action, kind and subject of every change of the project, oldest first. */
  List<String> audited() {
    List<String> lines = new ArrayList<>();
    new Database(POOL)
        .run(
            "SELECT * FROM metadata.audit_entry WHERE project = $1 ORDER BY seq", Tuple.of(project))
        .forEach(
            row ->
                lines.add(
                    "%s %s %s %s"
                        .formatted(
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("kind"),
                            row.getString("subject"))));
    return lines;
  }
}
