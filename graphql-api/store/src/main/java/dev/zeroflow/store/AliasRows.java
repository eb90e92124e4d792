package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.AliasMove.Reason;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One alias of a model that the transaction holds: reads it, and writes its moves. */
final class AliasRows {
  /** Most aliases of a model. */
  static final int MAX_ALIASES = 200;

  private static final String FIND =
      "SELECT * FROM metadata.model_alias WHERE project = $1 AND model = $2 AND alias = $3";

  private static final String COUNT =
      "SELECT count(*) AS n FROM metadata.model_alias WHERE project = $1 AND model = $2";

  private static final String MOVE =
      """
      INSERT INTO metadata.alias_move
        (project, model_id, alias, from_version, to_version, reason, promotion_id, actor, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      RETURNING seq
      """;

  private static final String POINT =
      """
      INSERT INTO metadata.model_alias (project, model, alias, version, revision, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (project, model, alias) DO UPDATE
        SET version = excluded.version, revision = excluded.revision,
          updated_at = excluded.updated_at
      RETURNING *
      """;

  private static final String REMOVE =
      "DELETE FROM metadata.model_alias WHERE project = $1 AND model = $2 AND alias = $3";

  private final SqlClient connection;
  private final Author author;
  private final RegisteredModel model;
  private final String alias;
  private final Optional<ModelAlias> current;

  /**
   * Reads the alias.
   *
   * @param model that the transaction holds
   */
  AliasRows(SqlClient connection, Author author, RegisteredModel model, String alias) {
    this.connection = connection;
    this.author = author;
    this.model = model;
    this.alias = alias;
    this.current = Database.first(Database.run(connection, FIND, key())).map(RegistryRows::alias);
  }

  private Tuple key() {
    return Tuple.of(model.project(), model.name(), alias);
  }

  Optional<ModelAlias> current() {
    return current;
  }

  /** Refuses with CONFLICT if it is at another revision. */
  void expect(@Nullable Long revision) {
    long actual = current.map(ModelAlias::revision).orElse(0L);
    if (revision != null && revision != actual) {
      throw MetadataException.conflict(
          "alias \"%s\" of model %s is at revision %d and not %d: read it again, and decide again"
              .formatted(alias, model.name(), actual, revision));
    }
  }

  /** Points it to a version. */
  ModelAlias point(String version, Reason reason, @Nullable UUID promotion) {
    if (current.isEmpty() && count() >= MAX_ALIASES) {
      throw MetadataException.conflict(
          "a model has at most " + MAX_ALIASES + " aliases: remove one first");
    }
    long revision = append(version, reason, promotion);
    Tuple row =
        key()
            .addInteger(Rows.versionNumber(version))
            .addLong(revision)
            .addOffsetDateTime(Database.utc(author.at()));
    tell(RegistryNews.aliasSet(model, alias, version));
    return RegistryRows.alias(Database.run(connection, POINT, row).iterator().next());
  }

  private void tell(List<RegistryNews> news) {
    RegistryOutbox.write(connection, model.project(), news, author.at());
  }

  private long count() {
    Tuple owner = Tuple.of(model.project(), model.name());
    return Database.run(connection, COUNT, owner).iterator().next().getLong("n");
  }

  /** Removes it. */
  void remove() {
    append(null, Reason.MOVE, null);
    Database.run(connection, REMOVE, key());
    tell(RegistryNews.aliasRemoved(model, alias));
  }

  private long append(@Nullable String to, Reason reason, @Nullable UUID promotion) {
    @Nullable String from = current.map(ModelAlias::version).orElse(null);
    Tuple row =
        Tuple.of(model.project(), model.id(), alias)
            .addInteger(from == null ? null : Integer.valueOf(from))
            .addInteger(to == null ? null : Integer.valueOf(to))
            .addString(reason.name())
            .addUUID(promotion)
            .addString(author.name())
            .addOffsetDateTime(Database.utc(author.at()));
    long seq = Database.run(connection, MOVE, row).iterator().next().getLong("seq");
    audit(from, to, reason);
    return seq;
  }

  private void audit(@Nullable String from, @Nullable String to, Reason reason) {
    Map<String, Object> detail = new HashMap<>();
    detail.put("from", from == null ? "" : from);
    detail.put("to", to == null ? "" : to);
    Action action =
        switch (reason) {
          case MOVE -> to == null ? Action.DELETE : Action.MOVE;
          case PROMOTION -> Action.PROMOTE;
          case ROLLBACK -> Action.ROLLBACK;
        };
    String subject = model.name() + "@" + alias;
    AuditTrail.append(
        connection, author, new AuditedChange(action, Kind.MODEL_ALIAS, subject, detail));
  }
}
