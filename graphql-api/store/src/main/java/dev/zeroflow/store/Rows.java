package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.registry.ModelMetric;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values from rows that more than one adapter reads. */
final class Rows {
  /** Numbers that fit the column, written the one way in which they are shown. */
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  private Rows() {}

  /** The number that a version's text stands for, or 0, which no version has. */
  static int versionNumber(String version) {
    return VERSION.matcher(version).matches() ? Integer.parseInt(version) : 0;
  }

  // A record's class file does not tell NullAway that the metadata's values may be null.
  @SuppressWarnings("NullAway")
  static Artifact artifact(Row row) {
    return new Artifact(
        row.getUUID("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("type"),
        row.getString("uri"),
        row.getString("digest"),
        row.getLong("size"),
        values(row.getJsonObject("metadata")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  static List<ModelMetric> metrics(JsonObject json) {
    return json.stream()
        .map(entry -> new ModelMetric(entry.getKey(), ((Number) entry.getValue()).doubleValue()))
        .sorted(Comparator.comparing(ModelMetric::key))
        .toList();
  }

  /** Waits for the rows and groups what they hold by the id in a column, in their order. */
  static <T> Map<UUID, List<T>> grouped(
      Future<RowSet<Row>> rows, String column, Function<Row, T> item) {
    Map<UUID, List<T>> items = new HashMap<>();
    for (Row row : Database.await(rows)) {
      items.computeIfAbsent(row.getUUID(column), _ -> new ArrayList<>()).add(item.apply(row));
    }
    return items;
  }

  /** The time in the column; null if it is empty. */
  static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** The members as plain Java values: maps and lists instead of the client's JSON classes. */
  static Map<String, @Nullable Object> values(JsonObject json) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    json.getMap().forEach(values::put);
    return values;
  }

  /** The members as JSON texts. */
  static Map<String, String> jsonTexts(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    new JsonObject(json).forEach(entry -> texts.put(entry.getKey(), Json.encode(entry.getValue())));
    return texts;
  }

  /** The members, all of them texts. */
  static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.forEach(entry -> texts.put(entry.getKey(), (String) entry.getValue()));
    return texts;
  }
}
