package dev.zeroflow.store;

import dev.zeroflow.metadata.audit.AuditEntry;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.Author;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Appends to the audit log, in the transaction of the change itself: neither is there alone. */
final class AuditTrail {
  private static final String APPEND =
      """
      INSERT INTO metadata.audit_entry (project, at, actor, action, kind, subject, detail)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  private AuditTrail() {}

  static void append(SqlClient connection, Author author, AuditedChange change) {
    Tuple entry =
        Tuple.of(author.project(), Database.utc(author.at()), author.name())
            .addString(change.action().name())
            .addString(change.kind().name())
            .addString(change.subject())
            .addJsonObject(new JsonObject(change.detail()));
    Database.run(connection, APPEND, entry);
  }

  static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getLong("seq"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("kind"),
        row.getString("subject"),
        Rows.values(row.getJsonObject("detail")));
  }
}
