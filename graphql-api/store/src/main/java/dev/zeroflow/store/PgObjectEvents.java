package dev.zeroflow.store;

import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.ObjectSweep;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inbox of object events and log of decisions, in Postgres. */
public final class PgObjectEvents implements ObjectEvents {
  /** The update changes nothing: it makes RETURNING answer for a row that was there already. */
  private static final String RECEIVE =
      """
      INSERT INTO metadata.object_event AS known
        (project, source, id, bucket, key, size, etag, sequencer, time, received_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (project, source, id) DO UPDATE SET received_at = known.received_at
      RETURNING decided_at IS NULL AS undecided
      """;

  /** Two events of one upload must not pass each other. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('object/' || $1 || '/' || $2, 0))";

  /**
   * The same upload, told in the other way. A search knows when the object was stored, and its row
   * when it still was the same: whatever a notification tells from that time is this upload. An
   * object that is found was told of by any notification since it was stored; one that nobody has
   * decided, nor just received, was forgotten.
   */
  private static final String TOLD =
      """
      SELECT 1 FROM metadata.object_event AS other
      WHERE md5(other.bucket || '/' || other.key) = md5($2::text || '/' || $3::text)
        AND other.project = $1 AND other.bucket = $2 AND other.key = $3
        AND (other.etag = $4 OR other.etag = '' OR $4 = '')
        AND CASE WHEN $5
          THEN other.source <> $6 AND other.time >= $7
            AND (other.decided_at IS NOT NULL OR other.received_at > $9)
          ELSE other.source = $6 AND other.time <= $8 AND other.received_at >= $7
          END
      LIMIT 1
      """;

  private static final String DECIDE =
      """
      UPDATE metadata.object_event SET decided_at = $4
      WHERE project = $1 AND source = $2 AND id = $3 AND decided_at IS NULL
      """;

  private static final String LOG =
      """
      INSERT INTO metadata.trigger_decision
        (project, source, event_id, trigger, decision, run_id, detail, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private final Database database;
  private final InstantSource clock;

  public PgObjectEvents(Pool pool, InstantSource clock) {
    this.database = new Database(pool);
    this.clock = clock;
  }

  @Override
  public boolean receive(String project, ObjectCreated event) {
    return database.transaction(connection -> receive(connection, project, event));
  }

  private boolean receive(SqlConnection connection, String project, ObjectCreated event) {
    Instant now = clock.instant();
    Database.run(connection, ONE_AT_A_TIME, Tuple.of(event.bucket(), event.key()));
    Tuple row =
        Tuple.of(project, event.source(), event.id(), event.bucket(), event.key(), event.size())
            .addString(event.etag())
            .addString(event.sequencer())
            .addOffsetDateTime(Database.utc(event.time()))
            .addOffsetDateTime(Database.utc(now));
    boolean undecided =
        Database.run(connection, RECEIVE, row).iterator().next().getBoolean("undecided");
    if (undecided && isTold(connection, project, event, now)) {
      var duplicate = new TriggerOutcome(null, new TriggerDecision.Duplicate());
      decided(connection, project, event, List.of(duplicate), Database.utc(now));
      return false;
    }
    return undecided;
  }

  private static boolean isTold(
      SqlConnection connection, String project, ObjectCreated event, Instant now) {
    Tuple upload =
        Tuple.of(project, event.bucket(), event.key(), event.etag())
            .addBoolean(event.source().equals(SWEEP))
            .addString(SWEEP)
            .addOffsetDateTime(Database.utc(event.time().minus(SKEW)))
            .addOffsetDateTime(Database.utc(event.time().plus(SKEW)))
            .addOffsetDateTime(Database.utc(now.minus(ObjectSweep.PATIENCE)));
    return Database.run(connection, TOLD, upload).size() > 0;
  }

  @Override
  public void decided(String project, ObjectCreated event, List<TriggerOutcome> outcomes) {
    OffsetDateTime at = Database.utc(clock.instant());
    database.transaction(connection -> decided(connection, project, event, outcomes, at));
  }

  private static boolean decided(
      SqlConnection connection,
      String project,
      ObjectCreated event,
      List<TriggerOutcome> outcomes,
      OffsetDateTime at) {
    Tuple key = Tuple.of(project, event.source(), event.id(), at);
    boolean first = Database.run(connection, DECIDE, key).rowCount() == 1;
    if (first && !outcomes.isEmpty()) {
      List<Tuple> rows =
          outcomes.stream().map(outcome -> row(project, event, outcome, at)).toList();
      Database.await(connection.preparedQuery(LOG).executeBatch(rows));
    }
    return first;
  }

  private static Tuple row(
      String project, ObjectCreated event, TriggerOutcome outcome, OffsetDateTime at) {
    return switch (outcome.decision()) {
      case TriggerDecision.Triggered it ->
          row(project, event, outcome, "TRIGGERED", it.runId(), null, at);
      case TriggerDecision.Filtered it ->
          row(project, event, outcome, "FILTERED", null, it.reason(), at);
      case TriggerDecision.Duplicate _ -> row(project, event, outcome, "DUPLICATE", null, null, at);
      case TriggerDecision.Failed it ->
          row(project, event, outcome, "ERROR", null, it.message(), at);
    };
  }

  private static Tuple row(
      String project,
      ObjectCreated event,
      TriggerOutcome outcome,
      String decision,
      @Nullable UUID runId,
      @Nullable String detail,
      OffsetDateTime at) {
    return Tuple.of(project, event.source(), event.id())
        .addString(outcome.trigger())
        .addString(decision)
        .addUUID(runId)
        .addString(detail)
        .addOffsetDateTime(at);
  }
}
