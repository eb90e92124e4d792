package dev.zeroflow.app.event;

import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectListing;
import dev.zeroflow.metadata.trigger.ObjectSweep;
import dev.zeroflow.metadata.trigger.ObjectSweeps;
import dev.zeroflow.metadata.trigger.StoredObject;
import dev.zeroflow.scheduler.engine.RunClient;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds objects that nobody has told of, and tells of them: senders give up, and so do brokers. One
 * page of one bucket at a time, by whichever server takes it.
 */
public final class LostEvents {
  private static final System.Logger LOG = System.getLogger(LostEvents.class.getName());

  /** What S3 gives at once. */
  private static final int PAGE = 1_000;

  /** Longer than a page takes. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final ObjectSweeps sweeps;
  private final ObjectListing buckets;
  private final ObjectEventIngress ingress;
  private final Duration pause;

  /**
   * @param pause between two searches of the same place
   */
  public LostEvents(
      ObjectSweeps sweeps, ObjectListing buckets, ObjectEventIngress ingress, Duration pause) {
    this.sweeps = sweeps;
    this.buckets = buckets;
    this.ingress = ingress;
    this.pause = pause;
  }

  /** Follows what triggers watch; does nothing where there are none. */
  public void follow(Instant now) {
    sweeps.follow(now);
  }

  /**
   * Looks at the next page that is due.
   *
   * @return whether there was one
   */
  public boolean searchNext(Instant now) {
    Optional<ObjectSweep> due = sweeps.claim(now, LEASE);
    due.ifPresent(sweep -> search(sweep, now));
    return due.isPresent();
  }

  private void search(ObjectSweep sweep, Instant now) {
    ObjectListing.Page page;
    try {
      page = buckets.list(sweep.bucket(), sweep.prefix(), sweep.cursor(), PAGE);
    } catch (ObjectStoreException e) {
      LOG.log(
          Level.WARNING,
          "{0} is not searched for lost events: {1}",
          sweep.bucket(),
          e.getMessage());
      sweeps.put(new ObjectSweep.Next(sweep, now.plus(pause)));
      return;
    }
    List<StoredObject> candidates = sweep.candidates(page.objects(), now);
    for (StoredObject lost : sweeps.unheard(sweep.bucket(), candidates, now)) {
      LOG.log(Level.INFO, "nobody told of s3://{0}/{1}", sweep.bucket(), lost.key());
      ingress.accept(event(sweep.bucket(), lost));
    }
    // Only now: whoever dies before this leaves the page to another.
    sweeps.put(sweep.next(page, now, pause));
  }

  /** Always the same one for the same upload. */
  private static ObjectCreated event(String bucket, StoredObject it) {
    String name = String.join("\n", bucket, it.key(), it.etag(), it.modified().toString());
    return new ObjectCreated(
        ObjectEvents.SWEEP,
        RunClient.digest(name.getBytes(StandardCharsets.UTF_8)),
        bucket,
        it.key(),
        it.size(),
        it.etag(),
        "",
        it.modified());
  }
}
