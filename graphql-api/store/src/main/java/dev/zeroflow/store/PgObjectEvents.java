package dev.zeroflow.store;

import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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
    Tuple row =
        Tuple.of(project, event.source(), event.id(), event.bucket(), event.key(), event.size())
            .addString(event.etag())
            .addString(event.sequencer())
            .addOffsetDateTime(Database.utc(event.time()))
            .addOffsetDateTime(Database.utc(clock.instant()));
    return database.run(RECEIVE, row).iterator().next().getBoolean("undecided");
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
