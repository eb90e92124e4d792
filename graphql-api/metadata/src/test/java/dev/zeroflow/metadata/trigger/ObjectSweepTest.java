package dev.zeroflow.metadata.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectSweepTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private static ObjectSweep first() {
    return new ObjectSweep("b", "p/", SINCE, "", SINCE, null);
  }

  private static StoredObject stored(Instant at) {
    return new StoredObject("p/" + at, 1, "e", at);
  }

  private static List<StoredObject> candidates(ObjectSweep sweep, Instant modified, Instant now) {
    return sweep.candidates(List.of(stored(modified)), now);
  }

  @Test
  void whatWasThereBeforeTheTriggerIsLeftAlone() {
    Instant now = SINCE.plus(Duration.ofHours(1));
    assertThat(candidates(first(), SINCE.minusSeconds(1), now)).isEmpty();
    assertThat(candidates(first(), SINCE, now)).hasSize(1);
  }

  @Test
  void whatIsNewHasTimeToBeToldOf() {
    Instant now = SINCE.plus(Duration.ofHours(1));
    assertThat(candidates(first(), now.minusSeconds(59), now)).isEmpty();
    assertThat(candidates(first(), now.minusSeconds(60), now)).hasSize(1);
  }

  @Test
  void onlyTheLastDayBeforeTheSweepBeforeIsLookedAtAgain() {
    Instant before = SINCE.plus(Duration.ofDays(10));
    var sweep = new ObjectSweep("b", "p/", SINCE, "", before.plus(PAUSE), before);
    Instant now = before.plus(PAUSE);
    assertThat(candidates(sweep, before.minus(Duration.ofDays(1)), now)).hasSize(1);
    assertThat(candidates(sweep, before.minus(Duration.ofDays(1)).minusMillis(1), now)).isEmpty();
  }

  @Test
  void itGoesOnBehindTheLastKeyAtOnceAndBeginsAgainLater() {
    Instant now = SINCE.plusSeconds(10);
    var page = List.of(stored(SINCE), stored(now));
    var middle = first().next(new ObjectListing.Page(page, false), now, PAUSE);
    assertThat(middle.due()).isEqualTo(now);
    assertThat(middle.sweep().cursor()).isEqualTo("p/" + now);
    assertThat(middle.sweep().before()).isNull();

    var end = middle.sweep().next(new ObjectListing.Page(page, true), now, PAUSE);
    assertThat(end.due()).isEqualTo(now.plus(PAUSE));
    assertThat(end.sweep())
        .isEqualTo(new ObjectSweep("b", "p/", SINCE, "", now.plus(PAUSE), SINCE));
  }

  @Test
  void anEmptyPageIsTheEnd() {
    var next = first().next(new ObjectListing.Page(List.of(), false), SINCE, PAUSE);
    assertThat(next.sweep().cursor()).isEmpty();
    assertThat(next.due()).isEqualTo(SINCE.plus(PAUSE));
  }
}
