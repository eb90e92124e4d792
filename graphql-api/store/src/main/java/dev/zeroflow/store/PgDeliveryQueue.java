package dev.zeroflow.store;

import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.DeliveryQueue;
import dev.zeroflow.metadata.webhook.Outcome;
import dev.zeroflow.metadata.webhook.Outcome.Delivered;
import dev.zeroflow.metadata.webhook.Outcome.GivenUp;
import dev.zeroflow.metadata.webhook.Outcome.TryAgain;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits to be delivered, in Postgres. */
public final class PgDeliveryQueue implements DeliveryQueue {
  private final Database database;

  public PgDeliveryQueue(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public List<UUID> claim(
      String holder, Instant now, Instant until, Collection<UUID> busy, int limit) {
    Tuple claim =
        Tuple.of(holder, Database.utc(now), Database.utc(until))
            .addArrayOfUUID(busy.toArray(UUID[]::new))
            .addInteger(limit);
    List<UUID> claimed = new ArrayList<>();
    database.run(WebhookSql.CLAIM, claim).forEach(row -> claimed.add(row.getUUID("id")));
    return claimed;
  }

  @Override
  public Optional<Due> next(UUID webhook, String holder, Instant now, Instant until) {
    Tuple held = Tuple.of(webhook, holder, Database.utc(now), Database.utc(until));
    return Database.first(database.run(WebhookSql.NEXT, held))
        .map(
            row ->
                new Due(
                    WebhookRows.webhook(row),
                    row.getUUID("delivery_id"),
                    row.getString("body"),
                    row.getInteger("attempts")));
  }

  @Override
  public void record(UUID delivery, Outcome outcome, Instant now) {
    Tuple row =
        switch (outcome) {
          case Delivered it -> row(delivery, Delivery.State.DELIVERED, null, it, null, now);
          case GivenUp it -> row(delivery, Delivery.State.GIVEN_UP, null, it, it.error(), now);
          case TryAgain it -> row(delivery, Delivery.State.WAITING, it.at(), it, it.error(), null);
        };
    Database.first(database.run(WebhookSql.RECORD, row))
        .filter(_ -> !(outcome instanceof TryAgain))
        .ifPresent(
            ended ->
                database.run(
                    WebhookSql.TRIM, Tuple.of(ended.getUUID("webhook_id"), Delivery.MAX_KEPT)));
  }

  private static Tuple row(
      UUID delivery,
      Delivery.State state,
      @Nullable Instant nextTry,
      Outcome outcome,
      @Nullable String error,
      @Nullable Instant ended) {
    return Tuple.of(delivery, state.name())
        .addOffsetDateTime(Database.utcOrNull(nextTry))
        .addInteger(outcome.status())
        .addString(error)
        .addOffsetDateTime(Database.utcOrNull(ended));
  }

  @Override
  public void release(UUID webhook, String holder) {
    database.run(WebhookSql.RELEASE, Tuple.of(webhook, holder));
  }

  @Override
  public Optional<Instant> nextDue(String holder, Collection<UUID> busy) {
    Tuple which = Tuple.of(holder).addArrayOfUUID(busy.toArray(UUID[]::new));
    return Database.first(database.run(WebhookSql.NEXT_DUE, which))
        .flatMap(row -> Optional.ofNullable(Rows.instant(row, "due")));
  }
}
