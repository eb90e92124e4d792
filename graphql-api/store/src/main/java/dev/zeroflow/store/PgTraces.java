package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.NewTrace;
import dev.zeroflow.metadata.trace.SpanBatch;
import dev.zeroflow.metadata.trace.SpanStatus;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.trace.TraceDeletion;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.trace.TraceState;
import dev.zeroflow.metadata.trace.Traces;
import dev.zeroflow.metadata.tracking.Entry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Traces in Postgres. */
public final class PgTraces implements Traces {
  /** Traces that one statement deletes, with their spans. */
  private static final int BATCH = 1_000;

  private final Database database;

  public PgTraces(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void add(String project, UUID experimentId, List<SpanBatch> batches) {
    database.<Boolean>transaction(
        connection -> {
          batches.forEach(batch -> add(connection, project, experimentId, batch));
          return true;
        });
  }

  private static void add(
      SqlConnection connection, String project, UUID experimentId, SpanBatch batch) {
    Tuple row =
        Tuple.of(project, batch.trace(), experimentId, batch.state().name())
            .addLong(batch.startedMillis())
            .addLong(batch.durationMillis())
            .addString(batch.requestPreview())
            .addString(batch.responsePreview());
    addEntries(row, batch.metadata());
    addEntries(row, batch.tags());
    addSpans(row, batch.spans());
    int added = Database.run(connection, TraceSql.ADD, row).iterator().next().getInteger("added");
    if (added > 0) {
      count(connection, project, batch.trace(), added);
    }
  }

  private static void count(SqlConnection connection, String project, UUID trace, int added) {
    Tuple more = Tuple.of(project, trace, added);
    int spans =
        Database.run(connection, TraceSql.COUNT, more).iterator().next().getInteger("spans");
    if (spans > MAX_SPANS) {
      throw MetadataException.badInput("a trace has at most %d spans".formatted(MAX_SPANS));
    }
  }

  private static void addSpans(Tuple tuple, List<TraceSpan> spans) {
    addTexts(tuple, spans, TraceSpan::id);
    addTexts(tuple, spans, TraceSpan::parentId);
    addTexts(tuple, spans, TraceSpan::name);
    addTexts(tuple, spans, TraceSpan::type);
    addTexts(tuple, spans, span -> span.status().name());
    addTexts(tuple, spans, TraceSpan::statusMessage);
    tuple.addArrayOfLong(spans.stream().map(TraceSpan::startedNanos).toArray(Long[]::new));
    tuple.addArrayOfLong(spans.stream().map(TraceSpan::endedNanos).toArray(Long[]::new));
    addTexts(tuple, spans, TraceSpan::attributes);
    addTexts(tuple, spans, TraceSpan::events);
    addTexts(tuple, spans, TraceSpan::links);
  }

  private static void addTexts(
      Tuple tuple, List<TraceSpan> spans, Function<TraceSpan, @Nullable String> text) {
    tuple.addArrayOfString(spans.stream().map(text).toArray(String[]::new));
  }

  /** In the order of their keys, in which all writers take them. */
  private static void addEntries(Tuple tuple, List<Entry> entries) {
    List<Entry> sorted = entries.stream().sorted(Comparator.comparing(Entry::key)).toList();
    tuple
        .addArrayOfString(sorted.stream().map(Entry::key).toArray(String[]::new))
        .addArrayOfString(sorted.stream().map(Entry::value).toArray(String[]::new));
  }

  @Override
  public void start(NewTrace trace) {
    Tuple row =
        Tuple.of(trace.project(), trace.id(), trace.experimentId(), trace.state().name())
            .addLong(trace.startedMillis())
            .addLong(trace.durationMillis())
            .addString(trace.clientRequestId())
            .addString(trace.requestPreview())
            .addString(trace.responsePreview());
    addEntries(row, trace.metadata());
    addEntries(row, trace.tags());
    database.<Boolean>transaction(
        connection -> {
          boolean told = Database.run(connection, TraceSql.START, row).size() == 0;
          if (!told) {
            for (Assessment said : trace.assessments()) {
              PgAssessments.insert(connection, trace.project(), said);
            }
          }
          return told;
        });
  }

  @Override
  public Optional<Trace> find(String project, UUID id) {
    return all(project, List.of(id)).stream().findFirst();
  }

  @Override
  public List<Trace> all(String project, Collection<UUID> ids) {
    List<Trace> traces = new ArrayList<>();
    database.run(TraceSql.ALL, which(project, ids)).forEach(row -> traces.add(trace(row)));
    return traces;
  }

  private static Tuple which(String project, Collection<UUID> ids) {
    return Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new));
  }

  @Override
  public Map<UUID, TraceData> data(String project, Collection<UUID> ids) {
    Tuple which = which(project, ids);
    Future<RowSet<Row>> tags = database.start(TraceSql.TAGS, which);
    Future<RowSet<Row>> metadata = database.start(TraceSql.METADATA, which);
    Future<RowSet<Row>> said = database.start(TraceSql.ASSESSMENTS, which);
    Map<UUID, List<Entry>> tagsOf = Rows.grouped(tags, "trace_id", PgTraces::entry);
    Map<UUID, List<Entry>> metadataOf = Rows.grouped(metadata, "trace_id", PgTraces::entry);
    Map<UUID, List<Assessment>> saidOf = Rows.grouped(said, "trace_id", PgAssessments::assessment);
    Map<UUID, TraceData> data = new HashMap<>();
    for (UUID id : ids) {
      data.put(
          id,
          new TraceData(
              tagsOf.getOrDefault(id, List.of()),
              metadataOf.getOrDefault(id, List.of()),
              saidOf.getOrDefault(id, List.of())));
    }
    return data;
  }

  @Override
  public Map<UUID, List<TraceSpan>> spans(String project, Collection<UUID> ids) {
    if (ids.size() > MAX_READ) {
      throw MetadataException.badInput(
          "spans are read of at most %d traces at once".formatted(MAX_READ));
    }
    return Rows.grouped(
        database.start(TraceSql.SPANS, which(project, ids)), "trace_id", PgTraces::span);
  }

  @Override
  public void setTag(String project, UUID id, Entry tag) {
    Tuple row = Tuple.of(project, id, tag.key(), tag.value());
    if (database.run(TraceSql.SET_TAG, row).rowCount() == 0) {
      throw unknown(id);
    }
  }

  @Override
  public boolean removeTag(String project, UUID id, String key) {
    return database.run(TraceSql.REMOVE_TAG, Tuple.of(project, id, key)).rowCount() == 1;
  }

  @Override
  public void link(String project, UUID run, List<UUID> ids) {
    if (database.run(TrackingSql.FIND, Tuple.of(project, run)).size() == 0) {
      throw MetadataException.notFound("there is no run " + run);
    }
    Tuple links = Tuple.of(project, run).addArrayOfUUID(ids.toArray(UUID[]::new));
    database.run(TraceSql.LINK, links);
  }

  @Override
  public int delete(String project, TraceDeletion which) {
    int most = which.most() == null ? Integer.MAX_VALUE : which.most();
    int deleted = 0;
    int last;
    do {
      int batch = Math.min(BATCH, most - deleted);
      last = database.run(TraceSql.DELETE, deletion(project, which, batch)).rowCount();
      deleted += last;
    } while (last == BATCH && deleted < most);
    return deleted;
  }

  private static Tuple deletion(String project, TraceDeletion which, int batch) {
    List<UUID> ids = which.ids();
    return Tuple.of(project, which.experimentId())
        .addArrayOfUUID(ids == null ? null : ids.toArray(UUID[]::new))
        .addLong(which.upToMillis())
        .addInteger(batch);
  }

  static MetadataException unknown(UUID trace) {
    return MetadataException.notFound(
        "Trace with ID 'tr-%s' not found".formatted(trace.toString().replace("-", "")));
  }

  private static Entry entry(Row row) {
    return new Entry(row.getString("key"), row.getString("value"));
  }

  private static TraceSpan span(Row row) {
    return new TraceSpan(
        row.getString("id"),
        row.getString("parent_id"),
        row.getString("name"),
        row.getString("type"),
        SpanStatus.valueOf(row.getString("status")),
        row.getString("status_message"),
        row.getLong("started_nanos"),
        row.getLong("ended_nanos"),
        row.getString("attributes"),
        row.getString("events"),
        row.getString("links"));
  }

  /** Columns of {@link TraceSql#COLUMNS}. */
  static Trace trace(Row row) {
    return new Trace(
        row.getUUID("id"),
        row.getString("project"),
        row.getUUID("experiment_id"),
        row.getLong("experiment_number"),
        row.getString("artifact_location"),
        TraceState.valueOf(row.getString("state")),
        row.getLong("started_millis"),
        row.getLong("duration_millis"),
        row.getString("client_request_id"),
        row.getString("request_preview"),
        row.getString("response_preview"),
        row.getInteger("spans"));
  }
}
