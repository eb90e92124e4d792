package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * Takes a model for a transaction. Whatever decides by more than one row of a model holds it: moves
 * of aliases, approvals, deletions, new versions.
 */
final class ModelLock {
  private static final String LOCK =
      """
      SELECT * FROM metadata.registered_model WHERE project = $1 AND name = $2
         FOR NO KEY UPDATE
      """;

  private static final String VERSION =
      "SELECT * FROM metadata.model_version WHERE project = $1 AND model = $2 AND version = $3";

  private ModelLock() {}

  /**
   * The model, until the end of the transaction.
   *
   * @throws MetadataException with NOT_FOUND
   */
  static RegisteredModel take(SqlClient connection, Author author, String name) {
    return Database.first(Database.run(connection, LOCK, Tuple.of(author.project(), name)))
        .map(RegistryRows::model)
        .orElseThrow(() -> MetadataException.notFound("there is no model named \"" + name + "\""));
  }

  /** The version of the model; NOT_FOUND if it has none of this number. */
  static ModelVersion version(SqlClient connection, RegisteredModel model, String version) {
    Tuple key = Tuple.of(model.project(), model.name(), Rows.versionNumber(version));
    return Database.first(Database.run(connection, VERSION, key))
        .map(RegistryRows::version)
        .orElseThrow(
            () ->
                MetadataException.notFound(
                    "model %s has no version %s".formatted(model.name(), version)));
  }
}
