package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectListing;
import dev.zeroflow.metadata.trigger.ObjectSweep;
import dev.zeroflow.metadata.trigger.RunTrigger;
import dev.zeroflow.metadata.trigger.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Searches for lost events, and which events tell of the same upload. */
class PgObjectSweepsTest extends PostgresTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final String bucket = "b-" + UUID.randomUUID();
  private final PgObjectSweeps sweeps = new PgObjectSweeps(POOL);
  private final PgTriggers triggers = new PgTriggers(POOL);
  private Instant now = NOW;
  private final PgObjectEvents events = new PgObjectEvents(POOL, () -> now);

  private void watch(String name, String prefix, boolean enabled) {
    triggers.upsert(new RunTrigger(project, name, bucket, prefix, "", "train", Map.of(), enabled));
  }

  private List<String> claimed(Instant at) {
    List<String> prefixes = new ArrayList<>();
    for (var next = sweeps.claim(at, LEASE); next.isPresent(); next = sweeps.claim(at, LEASE)) {
      if (next.get().bucket().equals(bucket)) {
        prefixes.add(next.get().prefix());
      }
    }
    return prefixes;
  }

  private ObjectCreated told(String source, String id, Instant time) {
    return new ObjectCreated(source, id, bucket, "k", 1, "e", "", time);
  }

  private boolean isNew(ObjectCreated event) {
    boolean undecided = events.receive(project, event);
    if (undecided) {
      events.decided(project, event, List.of());
    }
    return undecided;
  }

  private List<StoredObject> unheard(Instant modified) {
    return sweeps.unheard(bucket, List.of(new StoredObject("k", 1, "e", modified)), now);
  }

  @Test
  void whatEnabledTriggersWatchIsSearchedOnceByOneServer() {
    watch("narrow", "in/2026/", true);
    watch("wide", "in/", true);
    watch("other", "out/", true);
    watch("off", "off/", false);
    sweeps.follow(NOW);
    assertThat(claimed(NOW)).containsExactlyInAnyOrder("in/", "out/");
    assertThat(claimed(NOW.plus(LEASE).minusSeconds(1))).isEmpty();
    assertThat(claimed(NOW.plus(LEASE))).containsExactlyInAnyOrder("in/", "out/");
  }

  @Test
  void aSearchGoesOnWhereItCameToAndIsForgottenWithItsTrigger() {
    watch("it", "in/", true);
    sweeps.follow(NOW);
    ObjectSweep first = only(NOW);
    assertThat(first).isEqualTo(new ObjectSweep(bucket, "in/", NOW, "", NOW, null));
    var page = new ObjectListing.Page(List.of(new StoredObject("in/k", 1, "e", NOW)), false);
    sweeps.put(first.next(page, NOW, MINUTE));
    assertThat(only(NOW).cursor()).isEqualTo("in/k");

    watch("it", "in/", false);
    sweeps.follow(NOW);
    assertThat(claimed(NOW.plus(Duration.ofDays(1)))).isEmpty();
  }

  private ObjectSweep only(Instant at) {
    for (var next = sweeps.claim(at, LEASE); next.isPresent(); next = sweeps.claim(at, LEASE)) {
      if (next.get().bucket().equals(bucket)) {
        return next.get();
      }
    }
    throw new AssertionError("nothing is due");
  }

  @Test
  void whatWasDecidedOrJustCameIsHeardOf() {
    assertThat(unheard(NOW)).hasSize(1);
    events.receive(project, told("s3", "1", NOW.plusSeconds(1)));
    assertThat(unheard(NOW)).isEmpty();
    now = NOW.plus(MINUTE).plusSeconds(1);
    assertThat(unheard(NOW)).as("received, and never decided").hasSize(1);
    events.decided(project, told("s3", "1", NOW.plusSeconds(1)), List.of());
    assertThat(unheard(NOW)).isEmpty();
  }

  @Test
  void theSameContentUploadedAgainIsUnheardOf() {
    assertThat(isNew(told("s3", "1", NOW))).isTrue();
    now = NOW.plus(Duration.ofHours(1));
    assertThat(unheard(NOW.plusSeconds(5))).isEmpty();
    assertThat(unheard(NOW.plusSeconds(6))).hasSize(1);
  }

  @Test
  void oneUploadToldInTwoWaysIsOneEvent() {
    assertThat(isNew(told("s3", "1", NOW))).isTrue();
    assertThat(isNew(told(ObjectEvents.SWEEP, "2", NOW.minusSeconds(3)))).isFalse();
  }

  @Test
  void aNotificationOfWhatWasFoundIsADuplicateUntilItWasFound() {
    Instant stored = NOW.minus(Duration.ofHours(2));
    assertThat(isNew(told(ObjectEvents.SWEEP, "found", stored))).isTrue();
    now = NOW.plus(Duration.ofHours(1));
    // An upload in parts was begun when it was stored, and told of when it was complete.
    assertThat(isNew(told("s3", "late", NOW.minus(Duration.ofHours(1))))).isFalse();
    assertThat(isNew(told("s3", "same content again", NOW.plus(MINUTE)))).isTrue();
    assertThat(isNew(told("s3", "the one before", stored.minus(MINUTE)))).isTrue();
  }

  @Test
  void whatWasFoundGoesBeforeAnEventThatWasForgotten() {
    var forgotten = told("s3", "1", NOW);
    assertThat(events.receive(project, forgotten)).isTrue();
    now = NOW.plus(Duration.ofMinutes(10));
    assertThat(isNew(told(ObjectEvents.SWEEP, "2", NOW))).isTrue();
    assertThat(events.receive(project, forgotten)).as("delivered again").isFalse();
  }
}
