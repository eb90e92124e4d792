package dev.zeroflow.app.live;

import static dev.zeroflow.app.graphql.GraphqlClient.done;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.event.LostEvents;
import dev.zeroflow.app.event.ObjectEventIngress;
import dev.zeroflow.metadata.trigger.ObjectListing;
import dev.zeroflow.metadata.trigger.ObjectSweeps;
import dev.zeroflow.metadata.trigger.StoredObject;
import dev.zeroflow.store.S3ObjectStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects whose events were lost, on a real S3. */
@QuarkusTest
@TestProfile(LostEventsProfile.class)
class LostEventsTest {
  private static final String BUCKET = "zeroflow-artifacts";
  private static final Duration PAUSE = Duration.ofMinutes(5);

  @Inject S3ObjectStore objects;
  @Inject ObjectSweeps sweeps;
  @Inject ObjectEventIngress ingress;

  private final String prefix = UUID.randomUUID() + "/";
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private LostEvents lost;

  @BeforeEach
  void watch() {
    lost = new LostEvents(sweeps, objects.listing(), ingress, PAUSE);
    given()
        .multiPart("pipeline", "p.json", Live.ONE_STEP.getBytes(), "application/json")
        .post("/api/v1/pipelines")
        .then()
        .statusCode(201);
    Map<String, Object> trigger =
        Map.of(
            "name",
            "t-" + UUID.randomUUID(),
            "bucket",
            BUCKET,
            "prefix",
            prefix,
            "pipeline",
            "one-step",
            "parameters",
            List.of(
                Map.of("name", "rows", "value", "3"), Map.of("name", "label", "value", "{key}")));
    done(
        "mutation($input: CreateTriggerInput!) { createTrigger(input: $input) { trigger { name } } }",
        Map.of("input", trigger));
    search(begin);
  }

  private void search(Instant now) {
    lost.follow(now);
    boolean more = true;
    while (more) {
      more = lost.searchNext(now);
    }
  }

  private Instant later(int minutes) {
    return begin.plus(Duration.ofMinutes(minutes));
  }

  private StoredObject put(String name, String content) {
    String key = prefix + name;
    objects.put("s3://" + BUCKET + "/" + key, content.getBytes(), "text/csv");
    return listed().stream().filter(it -> it.key().equals(key)).findFirst().orElseThrow();
  }

  private List<StoredObject> listed() {
    return objects.listing().list(BUCKET, prefix, "", 1_000).objects();
  }

  private static void tell(StoredObject it, Instant time, String sequencer) {
    String body =
        """
        {"Records": [{"eventSource": "minio:s3", "eventName": "s3:ObjectCreated:Put",
          "eventTime": "%s", "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s", "size": 1,
            "eTag": "%s", "sequencer": "%s"}}}]}
        """
            .formatted(time, BUCKET, it.key(), it.etag(), sequencer);
    given()
        .header("Authorization", "Bearer events")
        .body(body)
        .post("/api/v1/events")
        .then()
        .statusCode(204);
  }

  private List<String> started() {
    List<String> details =
        done(
                "{ runs(filter: {kinds: [PIPELINE]}, first: 100) { nodes { ... on PipelineRun { trigger { detail } } } } }",
                Map.of())
            .getList("data.runs.nodes.trigger.detail");
    return details.stream()
        .filter(it -> it != null && it.contains(prefix))
        .map(it -> it.substring(it.lastIndexOf('/') + 1))
        .sorted()
        .toList();
  }

  @Test
  void anObjectThatNobodyToldOfStartsOneRun() {
    put("lost.csv", "b");
    search(later(5));
    assertThat(started()).contains("lost.csv").doesNotHaveDuplicates();
    search(later(10));
    search(later(15));
    assertThat(started()).containsOnlyOnce("lost.csv");
  }

  @Test
  void anObjectThatWasToldOfStartsNoOther() {
    StoredObject told = put("told.csv", "c");
    tell(told, told.modified(), "1");
    search(later(5));
    search(later(10));
    assertThat(started()).containsOnlyOnce("told.csv");
  }

  @Test
  void anEventThatComesAfterItWasFoundIsTheSame() {
    StoredObject late = put("late.csv", "d");
    search(later(5));
    tell(late, late.modified(), "1");
    assertThat(started()).containsOnlyOnce("late.csv");
  }

  @Test
  void aPageAtATimeIsLookedAt() {
    for (String name : List.of("1", "2", "3")) {
      put(name, "e");
    }
    ObjectListing.Page first = objects.listing().list(BUCKET, prefix, "", 2);
    assertThat(first.isLast()).isFalse();
    ObjectListing.Page second =
        objects.listing().list(BUCKET, prefix, first.objects().getLast().key(), 2);
    assertThat(second.objects()).extracting(StoredObject::key).doesNotContain(prefix + "1");
    assertThat(second.isLast()).isTrue();
  }

  @Test
  void onlyOneServerSearchesAPlace() {
    Instant now = later(60);
    sweeps.follow(now);
    while (sweeps.claim(now, PAUSE).isPresent()) {
      // Until all of them are taken.
    }
    assertThat(sweeps.claim(now.plus(PAUSE).minusSeconds(1), PAUSE)).isEmpty();
    assertThat(sweeps.claim(now.plus(PAUSE), PAUSE)).isPresent();
  }
}
