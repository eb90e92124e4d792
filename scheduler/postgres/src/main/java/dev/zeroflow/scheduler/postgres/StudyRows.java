package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.hpo.study.Evidence;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import dev.zeroflow.scheduler.study.StudyRecord;
import dev.zeroflow.scheduler.study.StudyState;
import dev.zeroflow.scheduler.study.TrialRecord;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** From rows to studies and trials, and what is written as text. */
final class StudyRows {
  private StudyRows() {}

  static StudyRecord study(Row row) {
    return new StudyRecord(
        row.getUUID("id"),
        row.getString("project"),
        StudyJson.spec(row.getString("name"), row.getString("spec")),
        StudyState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getOffsetDateTime("created_at").toInstant(),
        Rows.instant(row, "ended_at"),
        row.getLong("revision"));
  }

  static TrialRecord trial(Row row) {
    var evidence =
        new Evidence(
            values(row.getArrayOfDoubles("objectives")),
            reports(row.getArrayOfIntegers("steps"), row.getString("reports")),
            TreePMap.from(TrialJson.numbers(row.getString("constraints"))));
    var trial =
        new Trial(
            row.getInteger("number"),
            TrialState.valueOf(row.getString("state")),
            TrialJson.assignment(row.getString("assignment")),
            evidence,
            TreePMap.from(ValuesJson.texts(row.getString("attributes"))),
            row.getBoolean("paused"));
    return new TrialRecord(
        trial,
        TrialJson.attempts(row.getString("attempts")),
        row.getOffsetDateTime("created_at").toInstant(),
        Rows.instant(row, "ended_at"),
        row.getString("reason"));
  }

  private static PSortedMap<Integer, Values> reports(
      Integer @Nullable [] steps, @Nullable String texts) {
    PSortedMap<Integer, Values> reports = TreePMap.empty();
    if (steps == null || texts == null) {
      return reports;
    }
    String[] each = texts.split(";", -1);
    for (int i = 0; i < steps.length; i++) {
      reports = reports.plus(steps[i], values(each[i]));
    }
    return reports;
  }

  /** From {@code {1,NaN,-Infinity}}. */
  private static Values values(String array) {
    String inner = array.substring(1, array.length() - 1);
    return inner.isEmpty()
        ? Values.NONE
        : Values.of(Arrays.stream(inner.split(",", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  private static Values values(Double[] numbers) {
    return numbers.length == 0
        ? Values.NONE
        : Values.of(Arrays.stream(numbers).mapToDouble(Double::doubleValue).toArray());
  }

  /** To {@code {1,NaN,-Infinity}}: an array of arrays of different lengths is none. */
  static String text(Values values) {
    return Arrays.stream(values.toArray())
        .mapToObj(Double::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
