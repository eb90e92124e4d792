package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.listing.Predicate;
import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.ServiceState;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.RunTrigger;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import dev.zeroflow.metadata.trigger.Triggers;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ports whose adapters are one or two statements each. */
class PgPortsTest extends PostgresTest {
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final PgTriggers triggers = new PgTriggers(POOL);
  private final PgPipelines pipelines = new PgPipelines(POOL, CLOCK);
  private final PgObjectEvents events = new PgObjectEvents(POOL, CLOCK);

  private RunTrigger trigger(String name, String suffix, boolean enabled) {
    return new RunTrigger(
        project, name, "incoming", "", suffix, "train", Map.of("data", "{uri}"), enabled);
  }

  @Test
  void aTriggerReplacesTheOneOfTheSameName() {
    triggers.upsert(trigger("on-csv", ".csv", true));
    triggers.upsert(trigger("on-csv", ".csv.gz", true));
    triggers.upsert(trigger("off", "", false));
    assertThat(triggers.enabledFor(project, "incoming"))
        .containsExactly(trigger("on-csv", ".csv.gz", true));
    assertThat(triggers.enabledFor("other", "incoming")).isEmpty();
  }

  @Test
  void artifactsAreListedInTheirProject() {
    Artifact model = Lineages.artifact(project, "model");
    Artifact table = Lineages.artifact(project, "table");
    Lineages.write(List.of(new ArtifactRecorded(model), new ArtifactRecorded(table)));
    var artifacts = new PgArtifacts(POOL);
    Listing all = Listing.of(Fields.ARTIFACTS, "", List.of(), "name desc", "", 1);
    Page<Artifact> first = artifacts.list(project, all);
    assertThat(first.items()).containsExactly(table);
    assertThat(first.total()).isEqualTo(2);
    assertThat(artifacts.list("other", all).items()).isEmpty();
    String uri = model.uri();
    Predicate mine = Predicate.of(Fields.ARTIFACTS, "uri", Operation.EQUALS, List.of(uri));
    Listing found = Listing.of(Fields.ARTIFACTS, "", List.of(mine), "", "", 0);
    assertThat(artifacts.list(project, found).items()).containsExactly(model);
  }

  @Test
  void aBucketHasALimitOfTriggers() {
    for (int i = 0; i < Triggers.MAX_PER_BUCKET; i++) {
      triggers.upsert(trigger("t" + i, "", true));
    }
    triggers.upsert(trigger("t0", ".csv", true));
    assertThatThrownBy(() -> triggers.upsert(trigger("one-more", "", true)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("100");
  }

  @Test
  void theSameDefinitionIsTheSamePipelineVersion() {
    var train = new Pipeline(project, "train");
    var first = pipelines.add(train, Digests.sha256("a"), "a");
    assertThat(pipelines.add(train, Digests.sha256("a"), "a")).isEqualTo(first);
    assertThat(pipelines.add(train, Digests.sha256("b"), "b").number()).isEqualTo(2);
    assertThat(pipelines.add(train, Digests.sha256("a"), "a").number()).isEqualTo(3);
    assertThat(pipelines.latest(train).orElseThrow().document()).isEqualTo("a");
    assertThat(pipelines.latest(new Pipeline("other", "train"))).isEmpty();
  }

  @Test
  void anEventStaysUndecidedUntilItsDecisionsAreRecordedAndIsDecidedOnce() {
    var event = new ObjectCreated("s3", "1", "incoming", "a.csv", 3, "e", "", NOW);
    assertThat(events.receive(project, event)).isTrue();
    assertThat(events.receive(project, event)).isTrue();
    var outcomes =
        List.of(
            new TriggerOutcome("a", new TriggerDecision.Triggered(UUID.randomUUID())),
            new TriggerOutcome("b", new TriggerDecision.Filtered("suffix")),
            new TriggerOutcome("c", new TriggerDecision.Duplicate()),
            new TriggerOutcome(null, new TriggerDecision.Failed("no such pipeline")));
    events.decided(project, event, outcomes);
    events.decided(project, event, outcomes);
    assertThat(events.receive(project, event)).isFalse();
    assertThat(decisions()).isEqualTo(4);
  }

  private long decisions() {
    return new Database(POOL)
        .run(
            "SELECT count(*) AS n FROM metadata.trigger_decision WHERE project = $1",
            Tuple.of(project))
        .iterator()
        .next()
        .getLong("n");
  }

  @Test
  void aServiceIsFoundByNameAndByItsToken() {
    var artifact = Lineages.artifact(project, "model");
    Lineages.write(List.of(new ArtifactRecorded(artifact)));
    new PgModelRegistry(POOL, CLOCK, UUID::randomUUID)
        .register(
            new ModelRegistration(project, "m", artifact.id(), null, null, "", List.of(), "a"));
    String token = Digests.sha256(project);
    var service =
        new InferenceService(
            project,
            "digits",
            "m",
            "1",
            artifact.id(),
            artifact.digest(),
            token,
            ServiceState.READY,
            "http://127.0.0.1:8080/v2/models/digits",
            NOW);
    var services = new PgInferenceServices(POOL);
    services.upsert(service);
    services.upsert(service);
    assertThat(services.find(project, "digits")).contains(service);
    assertThat(services.findByToken(token)).contains(service);
    assertThat(services.find("other", "digits")).isEmpty();
    assertThat(services.all()).contains(service);
  }
}
