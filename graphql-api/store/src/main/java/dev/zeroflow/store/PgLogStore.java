package dev.zeroflow.store;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.log.LogChunk;
import dev.zeroflow.metadata.log.LogLine;
import dev.zeroflow.metadata.log.LogPart;
import dev.zeroflow.metadata.log.LogPosition;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.log.TaskLogLine;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Logs in Postgres while they are small, in the object store when they are not; the index is in
 * Postgres either way, so one statement finds what a read needs.
 */
public final class PgLogStore implements LogStore {
  /** Chunks of fewer bytes stay in the row; the schema checks the same number. */
  static final int INLINE_BYTES = 8 * 1024;

  /** Largest chunk, as stored. */
  static final int MAX_CHUNK_BYTES = 16 * 1024 * 1024;

  private static final String KNOWN =
      """
      SELECT 1 FROM metadata.log_chunk
      WHERE run_id = $1 AND task_path = $2 AND attempt = $3 AND sequence = $4
      """;

  private static final String ADD =
      """
      INSERT INTO metadata.log_chunk
        (project, run_id, task_path, attempt, sequence, line_count, last_at, lines, uri)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (run_id, task_path, attempt, sequence) DO NOTHING
      """;

  /** The newest chunks that together hold the limit; the oldest of them may hold more. */
  private static final String READ =
      """
      SELECT task_path, attempt, lines, uri
      FROM (
        SELECT *, sum(line_count) OVER newest - line_count AS newer_lines
        FROM metadata.log_chunk
        WHERE project = $1 AND run_id = $2 AND ($3::text IS NULL OR task_path = $3)
        WINDOW newest AS (ORDER BY last_at DESC, task_path DESC, attempt DESC, sequence DESC)
      ) AS chunk
      WHERE newer_lines < $4
      ORDER BY last_at, task_path, attempt, sequence
      """;

  private static final String READ_BEHIND =
      """
      SELECT task_path, attempt, lines, uri, line_count, added_in, id
        FROM metadata.log_chunk
       WHERE project = $1 AND run_id = $2 AND ($3::text IS NULL OR task_path = $3)
         AND (added_in, id) > ($4, $5)
         AND added_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       ORDER BY added_in, id LIMIT $6
      """;

  /** Most chunks and, beyond the first chunk, most lines of one part. */
  private static final int PART_CHUNKS = 100;

  private static final int PART_LINES = 10_000;

  private final Database database;
  private final ObjectStore objects;
  private final String bucket;

  /**
   * Keeps large chunks in the bucket, which must exist.
   *
   * @param bucket name of a bucket that belongs to the server
   */
  public PgLogStore(Pool pool, ObjectStore objects, String bucket) {
    this.database = new Database(pool);
    this.objects = objects;
    this.bucket = bucket;
  }

  @Override
  public void append(LogChunk chunk) {
    String text = LogText.write(chunk.lines());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < INLINE_BYTES) {
      add(chunk, text, null);
      return;
    }
    if (bytes.length > MAX_CHUNK_BYTES) {
      throw MetadataException.badInput(
          "a log chunk has at most " + MAX_CHUNK_BYTES + " bytes: send fewer lines at once");
    }
    // Looked up first: a repeated chunk must not overwrite the object of the first one.
    if (database.run(KNOWN, key(chunk)).size() == 0) {
      String uri = uri(chunk);
      objects.put(uri, bytes, "application/json");
      add(chunk, null, uri);
    }
  }

  private void add(LogChunk chunk, @Nullable String lines, @Nullable String uri) {
    Instant last =
        chunk.lines().stream().map(LogLine::time).max(Comparator.naturalOrder()).orElseThrow();
    database.run(
        ADD,
        Tuple.of(chunk.project(), chunk.runId(), chunk.taskPath(), chunk.attempt())
            .addLong(chunk.sequence())
            .addInteger(chunk.lines().size())
            .addOffsetDateTime(Database.utc(last))
            .addString(lines)
            .addString(uri));
  }

  private static Tuple key(LogChunk chunk) {
    return Tuple.of(chunk.runId(), chunk.taskPath(), chunk.attempt(), chunk.sequence());
  }

  /** The path is hashed: it is a client's text, and keys are made by the server. */
  private String uri(LogChunk chunk) {
    String task = Digests.sha256(chunk.taskPath()).substring("sha256:".length());
    return "s3://%s/logs/%s/%s/%d/%d.json"
        .formatted(bucket, chunk.runId(), task, chunk.attempt(), chunk.sequence());
  }

  @Override
  public List<TaskLogLine> read(String project, UUID runId, @Nullable String taskPath, int limit) {
    if (limit < 1 || limit > MAX_READ) {
      throw MetadataException.badInput("a read has 1 to " + MAX_READ + " lines: " + limit);
    }
    List<TaskLogLine> lines = new ArrayList<>();
    Tuple range = Tuple.of(project, runId).addString(taskPath).addLong((long) limit);
    for (Row row : database.run(READ, range)) {
      add(lines, row);
    }
    // The sort is stable, so lines of one instant keep the order in which they were written.
    lines.sort(Comparator.comparing(it -> it.line().time()));
    return lines.subList(Math.max(0, lines.size() - limit), lines.size());
  }

  @Override
  public LogPart readBehind(
      String project, UUID runId, @Nullable String taskPath, LogPosition position) {
    Tuple range =
        Tuple.of(project, runId)
            .addString(taskPath)
            .addLong(position.transaction())
            .addLong(position.chunk())
            .addInteger(PART_CHUNKS);
    List<TaskLogLine> lines = new ArrayList<>();
    LogPosition end = position;
    for (Row row : database.run(READ_BEHIND, range)) {
      if (!lines.isEmpty() && lines.size() + row.getInteger("line_count") > PART_LINES) {
        break;
      }
      add(lines, row);
      end = new LogPosition(row.getLong("added_in"), row.getLong("id"));
    }
    return new LogPart(lines, end);
  }

  private void add(List<TaskLogLine> lines, Row row) {
    for (LogLine line : LogText.read(text(row))) {
      lines.add(new TaskLogLine(row.getString("task_path"), row.getInteger("attempt"), line));
    }
  }

  private String text(Row row) {
    String uri = row.getString("uri");
    return uri == null
        ? row.getString("lines")
        : new String(objects.get(uri, MAX_CHUNK_BYTES), StandardCharsets.UTF_8);
  }
}
