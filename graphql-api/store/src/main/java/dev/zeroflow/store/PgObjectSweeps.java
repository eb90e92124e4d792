package dev.zeroflow.store;

import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectSweep;
import dev.zeroflow.metadata.trigger.ObjectSweeps;
import dev.zeroflow.metadata.trigger.StoredObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches for lost events, in Postgres. */
public final class PgObjectSweeps implements ObjectSweeps {
  /** What a shorter prefix finds as well is not searched twice. */
  private static final String WATCHED =
      """
      SELECT DISTINCT bucket, prefix FROM metadata.run_trigger AS it
      WHERE enabled AND NOT EXISTS (
        SELECT 1 FROM metadata.run_trigger AS wider
        WHERE wider.enabled AND wider.bucket = it.bucket AND wider.prefix <> it.prefix
          AND starts_with(it.prefix, wider.prefix))
      ORDER BY bucket, prefix LIMIT $1
      """;

  private static final String ADD =
      "INSERT INTO metadata.object_sweep (bucket, prefix, since, cursor, begun, due_at) "
          + "SELECT bucket, prefix, $2, '', $2, $2 FROM ("
          + WATCHED
          + ") AS watched ON CONFLICT DO NOTHING";

  private static final String FORGET =
      "DELETE FROM metadata.object_sweep WHERE (bucket, prefix) NOT IN (" + WATCHED + ")";

  private static final String CLAIM =
      """
      UPDATE metadata.object_sweep SET due_at = $2
      WHERE (bucket, prefix) = (
        SELECT bucket, prefix FROM metadata.object_sweep
        WHERE due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """;

  private static final String PUT =
      """
      UPDATE metadata.object_sweep SET cursor = $3, begun = $4, before = $5, due_at = $6
      WHERE bucket = $1 AND prefix = $2
      """;

  private static final String UNHEARD =
      """
      SELECT ordinal FROM unnest($2::text[], $3::text[], $4::timestamptz[])
        WITH ORDINALITY AS listed (key, etag, earliest, ordinal)
      WHERE NOT EXISTS (
        SELECT 1 FROM metadata.object_event AS event
        WHERE md5(event.bucket || '/' || event.key) = md5($1::text || '/' || listed.key)
          AND event.bucket = $1::text AND event.key = listed.key
          AND event.etag IN (listed.etag, '') AND event.time >= listed.earliest
          AND (event.decided_at IS NOT NULL OR event.received_at > $5))
      ORDER BY ordinal
      """;

  private final Database database;

  public PgObjectSweeps(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void follow(Instant now) {
    database.run(ADD, Tuple.of(MAX_PLACES, Database.utc(now)));
    database.run(FORGET, Tuple.of(MAX_PLACES));
  }

  @Override
  public Optional<ObjectSweep> claim(Instant now, Duration lease) {
    Tuple times = Tuple.of(Database.utc(now), Database.utc(now.plus(lease)));
    return Database.first(database.run(CLAIM, times)).map(PgObjectSweeps::sweep);
  }

  private static ObjectSweep sweep(Row row) {
    @Nullable OffsetDateTime before = row.getOffsetDateTime("before");
    return new ObjectSweep(
        row.getString("bucket"),
        row.getString("prefix"),
        row.getOffsetDateTime("since").toInstant(),
        row.getString("cursor"),
        row.getOffsetDateTime("begun").toInstant(),
        before == null ? null : before.toInstant());
  }

  @Override
  public void put(ObjectSweep.Next next) {
    ObjectSweep it = next.sweep();
    database.run(
        PUT,
        Tuple.of(it.bucket(), it.prefix(), it.cursor(), Database.utc(it.begun()))
            .addOffsetDateTime(Database.utcOrNull(it.before()))
            .addOffsetDateTime(Database.utc(next.due())));
  }

  @Override
  public List<StoredObject> unheard(String bucket, List<StoredObject> objects, Instant now) {
    if (objects.isEmpty()) {
      return List.of();
    }
    Tuple parameters =
        Tuple.of(bucket)
            .addArrayOfString(objects.stream().map(StoredObject::key).toArray(String[]::new))
            .addArrayOfString(objects.stream().map(StoredObject::etag).toArray(String[]::new))
            .addArrayOfOffsetDateTime(
                objects.stream()
                    .map(it -> Database.utc(it.modified().minus(ObjectEvents.SKEW)))
                    .toArray(OffsetDateTime[]::new))
            .addOffsetDateTime(Database.utc(now.minus(ObjectSweep.PATIENCE)));
    List<StoredObject> unheard = new ArrayList<>();
    database
        .run(UNHEARD, parameters)
        .forEach(row -> unheard.add(objects.get(row.getInteger("ordinal") - 1)));
    return unheard;
  }
}
