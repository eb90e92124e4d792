package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.LineageFact;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Writes lineage in a transaction that is under way. */
final class RunLineage {
  private static final PgLineageWriter WRITER = new PgLineageWriter();

  private RunLineage() {}

  static void write(SqlConnection connection, List<LineageFact> facts) {
    WRITER.write((sql, columns) -> Database.run(connection, sql, columns), facts);
  }
}
