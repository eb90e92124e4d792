package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.scheduler.study.StudyRecord;
import dev.zeroflow.scheduler.study.StudyStore;
import dev.zeroflow.scheduler.study.TrialChange;
import dev.zeroflow.scheduler.study.TrialRecord;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link StudyStore} in Postgres. */
public final class PgStudyStore implements StudyStore {
  private final Pool pool;

  public PgStudyStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public boolean create(StudyRecord study) {
    Tuple values =
        Tuple.of(study.id(), study.project(), study.spec().name(), StudyJson.text(study.spec()))
            .addString(study.state().name())
            .addString(study.reason())
            .addOffsetDateTime(utc(study.createdAt()))
            .addOffsetDateTime(utc(study.endedAt()))
            .addLong(study.revision());
    return Sql.rows(pool, StudySql.CREATE, values).rowCount() > 0;
  }

  @Override
  public Optional<StudyRecord> find(UUID study) {
    return first(Sql.rows(pool, StudySql.BY_ID, Tuple.of(study)));
  }

  @Override
  public Optional<StudyRecord> find(String project, String name) {
    return first(Sql.rows(pool, StudySql.BY_NAME, Tuple.of(project, name)));
  }

  private static Optional<StudyRecord> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(StudyRows::study);
  }

  @Override
  public List<StudyRecord> list(String project, @Nullable StudyRecord after, int limit) {
    Tuple values =
        Tuple.of(project)
            .addOffsetDateTime(after == null ? null : utc(after.createdAt()))
            .addUUID(after == null ? null : after.id())
            .addInteger(Math.clamp(limit, 1, MAX_PAGE));
    return Sql.rows(pool, StudySql.LIST, values).stream().map(StudyRows::study).toList();
  }

  @Override
  public List<TrialRecord> trials(UUID study) {
    return Sql.rows(pool, StudySql.TRIALS, Tuple.of(study)).stream().map(StudyRows::trial).toList();
  }

  @Override
  public boolean commit(StudyRecord next, List<TrialChange> changes) {
    Tuple values =
        Tuple.of(next.id(), next.revision(), StudyJson.text(next.spec()))
            .addString(next.state().name())
            .addString(next.reason())
            .addOffsetDateTime(utc(next.endedAt()));
    addTrials(values, changes.stream().map(TrialChange::record).toList());
    addReports(values, changes);
    return Sql.rows(pool, StudySql.COMMIT, values).size() > 0;
  }

  private static void addTrials(Tuple values, List<TrialRecord> records) {
    List<Trial> trials = records.stream().map(TrialRecord::trial).toList();
    values
        .addArrayOfInteger(Sql.column(trials, Trial::number, Integer[]::new))
        .addArrayOfString(Sql.column(trials, it -> it.state().name(), String[]::new))
        .addArrayOfBoolean(Sql.column(trials, Trial::isPaused, Boolean[]::new))
        .addArrayOfString(
            Sql.column(trials, it -> TrialJson.assignment(it.assignment()), String[]::new))
        .addArrayOfString(Sql.column(trials, it -> StudyRows.text(it.values()), String[]::new))
        .addArrayOfString(
            Sql.column(trials, it -> TrialJson.numbers(it.evidence().constraints()), String[]::new))
        .addArrayOfString(Sql.column(trials, it -> texts(it.attributes()), String[]::new))
        .addArrayOfString(
            Sql.column(records, it -> TrialJson.attempts(it.attempts()), String[]::new))
        .addArrayOfOffsetDateTime(
            Sql.column(records, it -> utc(it.createdAt()), OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(
            Sql.column(records, it -> utc(it.endedAt()), OffsetDateTime[]::new))
        .addArrayOfString(Sql.column(records, TrialRecord::reason, String[]::new));
  }

  private static String texts(Map<String, String> texts) {
    var json = new JsonObject();
    texts.forEach(json::put);
    return json.encode();
  }

  private static void addReports(Tuple values, List<TrialChange> changes) {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    List<String> objectives = new ArrayList<>();
    for (TrialChange change : changes) {
      change
          .reports()
          .forEach(
              (step, report) -> {
                numbers.add(change.record().number());
                steps.add(step);
                objectives.add(StudyRows.text(report));
              });
    }
    values
        .addArrayOfInteger(numbers.toArray(Integer[]::new))
        .addArrayOfInteger(steps.toArray(Integer[]::new))
        .addArrayOfString(objectives.toArray(String[]::new));
  }

  @Override
  public void delete(UUID study) {
    Sql.rows(pool, StudySql.DELETE, Tuple.of(study));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
