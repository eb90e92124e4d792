package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Reads artifacts from Postgres. */
public final class PgArtifacts implements Artifacts {
  private static final String FIND =
      "SELECT * FROM metadata.artifact WHERE project = $1 AND id = $2";

  private static final String LIST =
      """
      SELECT *, id AS list_id, id::text AS artifact_id, ''::text AS namespace
        FROM metadata.artifact WHERE project = $1
      """;

  private final Database database;

  public PgArtifacts(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<Artifact> find(String project, UUID id) {
    return Database.first(database.run(FIND, Tuple.of(project, id))).map(Rows::artifact);
  }

  @Override
  public Page<Artifact> list(String project, Listing listing) {
    return new ListQuery(listing, LIST, Tuple.of(project)).page(database, Rows::artifact);
  }
}
