package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Who uses versions of a model, and must not lose them. */
final class VersionUse {
  private static final String SERVICE =
      """
      SELECT name, version FROM metadata.inference_service
       WHERE project = $1 AND model = $2 AND ($3::int IS NULL OR version = $3)
       ORDER BY name LIMIT 1
      """;

  private static final String ALIAS =
      """
      SELECT a.alias, a.version FROM metadata.model_alias a
        LEFT JOIN metadata.promotion_policy p ON p.model_id = $4 AND p.alias = a.alias
       WHERE a.project = $1 AND a.model = $2 AND ($3::int IS NULL OR a.version = $3)
         AND ($5 OR p.alias IS NOT NULL)
       ORDER BY a.alias LIMIT 1
      """;

  private VersionUse() {}

  /**
   * Refuses with CONFLICT if somebody needs the version.
   *
   * @param version null for all of them
   */
  static void check(
      SqlClient connection,
      RegisteredModel model,
      @Nullable Integer version,
      Protection protection) {
    served(connection, model, version, "deploy another version under that name first");
    Tuple key =
        Tuple.of(model.project(), model.name())
            .addInteger(version)
            .addUUID(model.id())
            .addBoolean(protection == Protection.ALIASES);
    Database.first(Database.run(connection, ALIAS, key))
        .ifPresent(
            row -> {
              throw MetadataException.conflict(
                  "alias \"%s\" points to version %d of model %s: move or remove the alias first"
                      .formatted(row.getString("alias"), row.getInteger("version"), model.name()));
            });
  }

  /** Removes what was not in use when it was checked; CONFLICT if it is by now. */
  static void lost(Runnable removal) {
    try {
      removal.run();
    } catch (StoreException e) {
      throw e.isMissingReference()
          ? MetadataException.conflict(
              "a version that is to be deleted was deployed meanwhile: look again")
          : e;
    }
  }

  /** Refuses with CONFLICT if a version is served. */
  static void served(
      SqlClient connection, RegisteredModel model, @Nullable Integer version, String advice) {
    Tuple key = Tuple.of(model.project(), model.name()).addInteger(version);
    Database.first(Database.run(connection, SERVICE, key))
        .ifPresent(
            row -> {
              throw MetadataException.conflict(
                  "inference service \"%s\" serves version %d of model %s: %s"
                      .formatted(
                          row.getString("name"), row.getInteger("version"), model.name(), advice));
            });
  }
}
