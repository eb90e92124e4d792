package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.NewWebhook;
import dev.zeroflow.metadata.webhook.RegistryNews;
import dev.zeroflow.metadata.webhook.Secret;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.Webhooks;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks in Postgres. */
public final class PgWebhooks implements Webhooks {
  private final Database database;
  private final Sealing sealing;

  public PgWebhooks(Pool pool, Sealing sealing) {
    this.database = new Database(pool);
    this.sealing = sealing;
  }

  @Override
  public Webhook create(Author author, NewWebhook webhook) {
    return database.transaction(connection -> create(connection, author, webhook));
  }

  private Webhook create(SqlConnection connection, Author author, NewWebhook it) {
    Database.run(connection, WebhookSql.ONE_AT_A_TIME, Tuple.of(author.project()));
    Optional<Webhook> first = find(connection, WebhookSql.FIND, author.project(), it.id());
    if (first.isPresent()) {
      return first.get();
    }
    Row count =
        Database.run(connection, WebhookSql.COUNT, Tuple.of(author.project())).iterator().next();
    if (count.getLong("n") >= Webhook.MAX_WEBHOOKS) {
      throw MetadataException.conflict(
          "a project has at most " + Webhook.MAX_WEBHOOKS + " webhooks: delete one first");
    }
    Tuple row =
        Tuple.of(it.id(), author.project(), it.name(), it.url().toString())
            .addArrayOfString(WebhookRows.events(it.events()))
            .addString(it.description())
            .addBuffer(sealed(it.id(), it.secret() == null ? "" : it.secret().text()))
            .addString(it.status().name())
            .addOffsetDateTime(Database.utc(author.at()));
    Webhook added =
        WebhookRows.webhook(Database.run(connection, WebhookSql.ADD, row).iterator().next());
    audit(connection, author, Action.CREATE, added.name(), told(added));
    return added;
  }

  private @Nullable Buffer sealed(UUID id, String secret) {
    return secret.isEmpty() ? null : Buffer.buffer(sealing.seal(id, secret));
  }

  @Override
  public Optional<Webhook> find(String project, UUID id) {
    return Database.first(database.run(WebhookSql.FIND, Tuple.of(project, id)))
        .map(WebhookRows::webhook);
  }

  private static Optional<Webhook> find(
      SqlConnection connection, String sql, String project, UUID id) {
    return Database.first(Database.run(connection, sql, Tuple.of(project, id)))
        .map(WebhookRows::webhook);
  }

  private static Webhook held(SqlConnection connection, Author author, UUID id) {
    return find(connection, WebhookSql.HOLD, author.project(), id)
        .orElseThrow(() -> MetadataException.notFound("Webhook with ID " + id + " not found."));
  }

  @Override
  public Optional<Secret> secret(UUID id) {
    return Database.first(database.run(WebhookSql.SECRET, Tuple.of(id)))
        .map(row -> new Secret(sealing.open(id, row.getBuffer("secret").getBytes())));
  }

  @Override
  public List<Webhook> list(String project, @Nullable Long below, int limit) {
    Tuple page = Tuple.of(project, below == null ? Long.MAX_VALUE : below, limit);
    List<Webhook> found = new ArrayList<>();
    database.run(WebhookSql.LIST, page).forEach(row -> found.add(WebhookRows.webhook(row)));
    return found;
  }

  @Override
  public Webhook change(Author author, UUID id, WebhookChange change) {
    return database.transaction(connection -> change(connection, author, id, change));
  }

  private Webhook change(SqlConnection connection, Author author, UUID id, WebhookChange it) {
    Webhook before = held(connection, author, id);
    Tuple row =
        Tuple.of(id)
            .addString(it.name() == null ? before.name() : it.name())
            .addString((it.url() == null ? before.url() : it.url()).toString())
            .addArrayOfString(
                WebhookRows.events(it.events() == null ? before.events() : it.events()))
            .addString(it.description() == null ? before.description() : it.description())
            .addString((it.status() == null ? before.status() : it.status()).name())
            .addOffsetDateTime(Database.utc(author.at()))
            .addBoolean(it.secret() != null)
            .addBuffer(sealed(id, it.secret() == null ? "" : it.secret()));
    Webhook after =
        WebhookRows.webhook(Database.run(connection, WebhookSql.CHANGE, row).iterator().next());
    Map<String, Object> detail = told(after);
    if (it.secret() != null) {
      detail.put("secret", after.isSigned() ? "changed" : "removed");
    }
    audit(connection, author, Action.UPDATE, after.name(), detail);
    return after;
  }

  @Override
  public void delete(Author author, UUID id) {
    database.transaction(
        connection -> {
          Webhook unwanted = held(connection, author, id);
          Database.run(connection, WebhookSql.DELETE, Tuple.of(id));
          audit(connection, author, Action.DELETE, unwanted.name(), Map.of());
          return unwanted;
        });
  }

  @Override
  public String body(RegistryNews news, Instant at) {
    return RegistryOutbox.body(news, at);
  }

  @Override
  public void refused(Author author, String webhook, String reason) {
    database.transaction(
        connection -> {
          audit(connection, author, Action.REFUSE, webhook, Map.of("reason", reason));
          return reason;
        });
  }

  /** The address is left out but for its host: in some, the path is a secret. */
  private static Map<String, Object> told(Webhook it) {
    Map<String, Object> detail = new HashMap<>();
    detail.put("id", it.id().toString());
    detail.put("host", String.valueOf(it.url().getHost()));
    detail.put("events", String.join(", ", WebhookRows.events(it.events())));
    detail.put("status", it.status().name());
    return detail;
  }

  private static void audit(
      SqlConnection connection,
      Author author,
      Action action,
      String name,
      Map<String, Object> detail) {
    AuditTrail.append(connection, author, new AuditedChange(action, Kind.WEBHOOK, name, detail));
  }

  @Override
  public Map<UUID, List<Delivery>> deliveries(
      String project, Collection<UUID> webhooks, int limit) {
    Tuple which = Tuple.of(project).addArrayOfUUID(webhooks.toArray(UUID[]::new)).addInteger(limit);
    return Rows.grouped(
        database.start(WebhookSql.DELIVERIES, which), "webhook_id", WebhookRows::delivery);
  }
}
