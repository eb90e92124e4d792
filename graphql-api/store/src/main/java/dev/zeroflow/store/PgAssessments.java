package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.AssessmentChange;
import dev.zeroflow.metadata.trace.Assessments;
import dev.zeroflow.metadata.tracking.Entry;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is said of traces, in Postgres. */
public final class PgAssessments implements Assessments {
  private final Database database;

  public PgAssessments(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(String project, Assessment assessment) {
    UUID trace = assessment.trace();
    database.<Boolean>transaction(
        connection -> {
          lock(connection, project, trace);
          Tuple all = Tuple.of(project, trace);
          var counted = Database.run(connection, AssessmentSql.COUNT, all).iterator().next();
          if (counted.getInteger("found") >= Assessment.MAX_OF_TRACE) {
            throw Assessment.tooMany();
          }
          UUID overridden = assessment.overrides();
          if (overridden != null && !setValid(connection, project, trace, overridden, false)) {
            throw unknown(trace, overridden);
          }
          insert(connection, project, assessment);
          return true;
        });
  }

  private static void lock(SqlConnection connection, String project, UUID trace) {
    if (Database.run(connection, AssessmentSql.LOCK, Tuple.of(project, trace)).size() == 0) {
      throw PgTraces.unknown(trace);
    }
  }

  private static boolean setValid(
      SqlConnection connection, String project, UUID trace, UUID id, boolean valid) {
    Tuple values = Tuple.of(project, trace, id, valid);
    return Database.run(connection, AssessmentSql.SET_VALID, values).rowCount() == 1;
  }

  static void insert(SqlConnection connection, String project, Assessment it) {
    Tuple row =
        Tuple.of(project, it.trace(), it.id(), it.kind().name(), it.name())
            .addString(it.value())
            .addDouble(it.number())
            .addString(it.error())
            .addString(it.source().type())
            .addString(it.source().id())
            .addString(it.spanId())
            .addString(it.rationale())
            .addValue(object(it.metadata()))
            .addUUID(it.overrides())
            .addBoolean(it.valid())
            .addOffsetDateTime(Database.utc(it.createdAt()))
            .addOffsetDateTime(Database.utc(it.updatedAt()));
    Database.run(connection, AssessmentSql.CREATE, row);
  }

  private static JsonObject object(List<Entry> entries) {
    JsonObject object = new JsonObject();
    entries.forEach(it -> object.put(it.key(), it.value()));
    return object;
  }

  @Override
  public Optional<Assessment> find(String project, UUID trace, UUID id) {
    return Database.first(database.run(AssessmentSql.FIND, Tuple.of(project, trace, id)))
        .map(PgAssessments::assessment);
  }

  @Override
  public Assessment change(
      String project, UUID trace, UUID id, AssessmentChange change, Instant now) {
    return database.transaction(
        connection -> {
          lock(connection, project, trace);
          Tuple which = Tuple.of(project, trace, id);
          Assessment changed =
              Database.first(Database.run(connection, AssessmentSql.FIND, which))
                  .map(row -> assessment(row).changed(change, now))
                  .orElseThrow(() -> unknown(trace, id));
          Database.run(connection, AssessmentSql.CHANGE, changed(project, changed));
          return changed;
        });
  }

  private static Tuple changed(String project, Assessment it) {
    return Tuple.of(project, it.trace(), it.id(), it.name())
        .addString(it.value())
        .addDouble(it.number())
        .addString(it.error())
        .addString(it.rationale())
        .addValue(object(it.metadata()))
        .addOffsetDateTime(Database.utc(it.updatedAt()));
  }

  @Override
  public void delete(String project, UUID trace, UUID id) {
    database.<Boolean>transaction(
        connection -> {
          lock(connection, project, trace);
          Tuple which = Tuple.of(project, trace, id);
          return Database.first(Database.run(connection, AssessmentSql.DELETE, which))
              .map(row -> row.getUUID("overrides"))
              .map(overridden -> setValid(connection, project, trace, overridden, true))
              .orElse(false);
        });
  }

  private static MetadataException unknown(UUID trace, UUID id) {
    return MetadataException.notFound(
        "Assessment with ID 'a-%s' not found for trace 'tr-%s'"
            .formatted(id.toString().replace("-", ""), trace.toString().replace("-", "")));
  }

  /** Columns of {@link AssessmentSql#COLUMNS}. */
  static Assessment assessment(Row row) {
    return new Assessment(
        row.getUUID("id"),
        row.getUUID("trace_id"),
        Assessment.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("value"),
        row.getDouble("number"),
        row.getString("error"),
        new Assessment.Source(row.getString("source_type"), row.getString("source_id")),
        row.getString("span_id"),
        row.getString("rationale"),
        Rows.texts(row.getJsonObject("metadata")).entrySet().stream()
            .map(it -> new Entry(it.getKey(), it.getValue()))
            .toList(),
        row.getUUID("overrides"),
        row.getBoolean("valid"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
