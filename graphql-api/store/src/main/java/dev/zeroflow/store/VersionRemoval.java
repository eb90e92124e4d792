package dev.zeroflow.store;

import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Removes versions with the aliases that point to them. The log of moves stays. */
final class VersionRemoval {
  private static final String ALIASES =
      """
      WITH removed AS (
        DELETE FROM metadata.model_alias
         WHERE project = $1 AND model = $2 AND ($3::int IS NULL OR version = $3)
        RETURNING alias, version)
      INSERT INTO metadata.alias_move
        (project, model_id, alias, from_version, to_version, reason, actor, at)
      SELECT $1, $4, alias, version, NULL, 'MOVE', $5, $6 FROM removed ORDER BY alias
      RETURNING alias
      """;

  private static final String VERSIONS =
      """
      DELETE FROM metadata.model_version
       WHERE project = $1 AND model = $2 AND ($3::int IS NULL OR version = $3)
      """;

  private static final String MODEL = "DELETE FROM metadata.registered_model WHERE id = $1";

  private VersionRemoval() {}

  static void one(SqlClient connection, Author author, RegisteredModel model, int version) {
    Tuple which = Tuple.of(model.project(), model.name(), version);
    removeAliases(connection, author, model, version);
    Database.run(connection, VERSIONS, which);
  }

  /** The model itself too. */
  static void all(SqlClient connection, Author author, RegisteredModel model) {
    Tuple which = Tuple.of(model.project(), model.name()).addInteger(null);
    removeAliases(connection, author, model, null);
    Database.run(connection, VERSIONS, which);
    Database.run(connection, MODEL, Tuple.of(model.id()));
  }

  private static void removeAliases(
      SqlClient connection, Author author, RegisteredModel model, @Nullable Integer version) {
    for (Row gone : Database.run(connection, ALIASES, aliases(author, model, version))) {
      RegistryOutbox.write(
          connection,
          model.project(),
          RegistryNews.aliasRemoved(model, gone.getString("alias")),
          author.at());
    }
  }

  private static Tuple aliases(Author author, RegisteredModel model, @Nullable Integer version) {
    return Tuple.of(model.project(), model.name())
        .addInteger(version)
        .addUUID(model.id())
        .addString(author.name())
        .addOffsetDateTime(Database.utc(author.at()));
  }
}
