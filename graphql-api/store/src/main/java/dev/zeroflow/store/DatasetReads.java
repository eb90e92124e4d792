package dev.zeroflow.store;

import dev.zeroflow.metadata.tracking.RecordedDataset;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads versions of data sets, in one statement for each call. Blocking. */
public final class DatasetReads {
  private static final String PAGE =
      """
      SELECT id, name, digest, source_type, source, created_at FROM metadata.dataset_version
       WHERE project = $1 AND ($2::text IS NULL OR name = $2)\
      """;
  private static final String BEHIND = " AND (created_at, id) < ($4, $5)";
  private static final String ORDER = " ORDER BY created_at DESC, id DESC LIMIT $3";
  private final Database database;

  public DatasetReads(Pool pool) {
    this.database = new Database(pool);
  }

  /** Where a version is in the list. */
  public record Place(Instant createdAt, UUID id) {}

  /**
   * Versions of the project, newest first.
   *
   * @param name only those of this data set; null for all
   * @param after where to go on behind; null for the beginning
   */
  public List<RecordedDataset> page(
      String project, @Nullable String name, @Nullable Place after, int limit) {
    Tuple page = Tuple.of(project, name, limit);
    if (after != null) {
      page.addOffsetDateTime(Database.utc(after.createdAt())).addUUID(after.id());
    }
    List<RecordedDataset> versions = new ArrayList<>();
    database
        .run(PAGE + (after == null ? "" : BEHIND) + ORDER, page)
        .forEach(row -> versions.add(version(row)));
    return versions;
  }

  private static RecordedDataset version(Row row) {
    return new RecordedDataset(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("digest"),
        row.getString("source_type"),
        row.getString("source"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
