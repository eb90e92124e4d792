package dev.zeroflow.metadata.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search of one bucket for objects whose events were lost: it goes through the keys page by
 * page, and begins again a while after it has come to the end.
 *
 * @param since when a trigger began to watch; older objects are nobody's business
 * @param cursor the key that was looked at last; empty at the begin
 * @param begun when this sweep began
 * @param before when the one before it began; null if this is the first
 */
public record ObjectSweep(
    String bucket,
    String prefix,
    Instant since,
    String cursor,
    Instant begun,
    @Nullable Instant before) {
  /** Longest time that an upload in parts may take, since it counts from its begin. */
  static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  /** Time in which events arrive that are not lost. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What follows from a page. */
  public record Next(ObjectSweep sweep, Instant due) {}

  /** The objects that should have been heard of by now; whether they were is not known here. */
  public List<StoredObject> candidates(List<StoredObject> page, Instant now) {
    Instant youngest = now.minus(PATIENCE);
    Instant oldest = oldest();
    return page.stream()
        .filter(it -> !it.modified().isBefore(oldest) && !it.modified().isAfter(youngest))
        .toList();
  }

  private Instant oldest() {
    if (before == null || before.minus(LONGEST_UPLOAD).isBefore(since)) {
      return since;
    }
    return before.minus(LONGEST_UPLOAD);
  }

  /** How it goes on behind a page, and when. */
  public Next next(ObjectListing.Page page, Instant now, Duration pause) {
    if (page.isLast() || page.objects().isEmpty()) {
      return new Next(
          new ObjectSweep(bucket, prefix, since, "", now.plus(pause), begun), now.plus(pause));
    }
    String last = page.objects().getLast().key();
    return new Next(new ObjectSweep(bucket, prefix, since, last, begun, before), now);
  }
}
