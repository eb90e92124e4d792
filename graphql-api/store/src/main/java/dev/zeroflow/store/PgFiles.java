package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FileEntry;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.FileUpload;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.file.StoredFile;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names of files in Postgres. */
public final class PgFiles implements Files {
  private static final String FIND =
      "SELECT * FROM metadata.tracking_file WHERE project = $1 AND path = $2";

  /**
   * One probe of the index for each entry, however much lies below it: behind a directory the next
   * probe begins where the directory ends.
   */
  private static final String LIST =
      """
      SELECT directory.place, found.*
        FROM unnest($2::int[], $3::text[], $4::text[])
               WITH ORDINALITY AS directory (name, start, stop, place),
        LATERAL (
          WITH RECURSIVE entry AS (
            (SELECT path, size FROM metadata.tracking_file
              WHERE project = $1 AND path >= directory.start AND path < directory.stop
              ORDER BY path LIMIT 1)
            UNION ALL
            SELECT next.* FROM entry CROSS JOIN LATERAL (
              SELECT path, size FROM metadata.tracking_file
               WHERE project = $1 AND path < directory.stop
                 AND path >= CASE WHEN strpos(substr(entry.path, directory.name), '/') > 0
                       THEN left(entry.path, directory.name - 1)
                         || split_part(substr(entry.path, directory.name), '/', 1) || '0'
                       ELSE entry.path || chr(1) END
               ORDER BY path LIMIT 1) next)
          SELECT split_part(substr(path, directory.name), '/', 1) AS name,
                 strpos(substr(path, directory.name), '/') > 0 AS is_directory, size
            FROM entry LIMIT $5) found
      """;

  private static final String BELOW =
      """
      SELECT * FROM metadata.tracking_file
       WHERE project = $1 AND path >= $2 AND path < $3 ORDER BY path LIMIT $4
      """;

  private static final String DIGESTED =
      """
      UPDATE metadata.tracking_file SET digest = $4
       WHERE project = $1 AND path = $2 AND uri = $3
      """;

  private static final String BEGIN =
      """
      INSERT INTO metadata.tracking_upload (id, project, path, uri, parts_id, begun_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  private static final String UPLOAD =
      "SELECT * FROM metadata.tracking_upload WHERE project = $1 AND id = $2";

  /** Of two uploads of one path the second must see the file of the first, to sweep its object. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('file/' || $1 || '/' || $2, 0))";

  private static final String END_UPLOAD =
      "DELETE FROM metadata.tracking_upload WHERE project = $1 AND id = $2 AND begun_at >= $3";

  private static final String REPLACED =
      """
      INSERT INTO metadata.tracking_upload (id, project, path, uri, begun_at)
      SELECT gen_random_uuid(), project, path, uri, $3
        FROM metadata.tracking_file WHERE project = $1 AND path = $2
      RETURNING *
      """;

  private static final String STORE =
      """
      INSERT INTO metadata.tracking_file (project, path, uri, size, digest, media_type, stored_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (project, path) DO UPDATE
        SET uri = excluded.uri, size = excluded.size, digest = excluded.digest,
          media_type = excluded.media_type, stored_at = excluded.stored_at
      """;

  private static final String REMOVE =
      """
      WITH gone AS (
        DELETE FROM metadata.tracking_file
         WHERE project = $1 AND (path = $2 OR path >= $3 AND path < $4)
        RETURNING project, path, uri)
      INSERT INTO metadata.tracking_upload (id, project, path, uri, begun_at)
      SELECT gen_random_uuid(), project, path, uri, $5 FROM gone
      RETURNING *
      """;

  private static final String BEGUN_BEFORE =
      "SELECT * FROM metadata.tracking_upload WHERE begun_at < $1 ORDER BY begun_at LIMIT $2";

  private static final String FORGET = "DELETE FROM metadata.tracking_upload WHERE id = $1";

  /** Behind every path, in the order of bytes. */
  private static final String END = new String(Character.toChars(Character.MAX_CODE_POINT));

  private final Database database;

  public PgFiles(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<StoredFile> find(String project, FilePath path) {
    return Database.first(database.run(FIND, Tuple.of(project, path.text()))).map(PgFiles::file);
  }

  @Override
  public List<FileEntry> list(String project, FilePath directory, String after, int limit) {
    return list(project, List.of(directory), after, limit).getFirst();
  }

  @Override
  public List<List<FileEntry>> list(String project, List<FilePath> directories, int limit) {
    return list(project, directories, "", limit);
  }

  private List<List<FileEntry>> list(
      String project, List<FilePath> directories, String after, int limit) {
    List<String> starts = directories.stream().map(PgFiles::start).toList();
    Tuple ranges =
        Tuple.of(project)
            .addArrayOfInteger(starts.stream().map(PgFiles::nameBegins).toArray(Integer[]::new))
            .addArrayOfString(starts.stream().map(it -> it + after).toArray(String[]::new))
            .addArrayOfString(directories.stream().map(PgFiles::end).toArray(String[]::new))
            .addInteger(limit);
    List<List<FileEntry>> entries = new ArrayList<>();
    directories.forEach(ignored -> entries.add(new ArrayList<>()));
    for (Row row : database.run(LIST, ranges)) {
      entries.get(row.getInteger("place") - 1).add(entry(row));
    }
    return entries;
  }

  /** The place where names begin, as SQL counts characters: not as Java does. */
  private static int nameBegins(String start) {
    return start.codePointCount(0, start.length()) + 1;
  }

  private static FileEntry entry(Row row) {
    boolean isDirectory = row.getBoolean("is_directory");
    return new FileEntry(row.getString("name"), isDirectory, isDirectory ? 0 : row.getLong("size"));
  }

  @Override
  public List<StoredFile> below(String project, FilePath directory, int limit) {
    List<StoredFile> files = database.query(it -> below(it, project, directory, limit + 1));
    if (files.size() > limit) {
      throw MetadataException.badInput(
          "there are more than %d files below \"%s\"".formatted(limit, directory.text()));
    }
    return files;
  }

  /** The first files below a directory, ordered by path. */
  static List<StoredFile> below(
      SqlClient connection, String project, FilePath directory, int limit) {
    Tuple range = Tuple.of(project, start(directory), end(directory), limit);
    List<StoredFile> files = new ArrayList<>();
    Database.run(connection, BELOW, range).forEach(row -> files.add(file(row)));
    return files;
  }

  @Override
  public void digested(StoredFile file, String digest) {
    database.run(DIGESTED, Tuple.of(file.project(), file.path().text(), file.uri(), digest));
  }

  private static String start(FilePath directory) {
    return directory.isRoot() ? "" : directory.text() + "/";
  }

  /** '0' follows '/'. */
  private static String end(FilePath directory) {
    return directory.isRoot() ? END : directory.text() + "0";
  }

  @Override
  public void begin(FileUpload upload) {
    Tuple row =
        Tuple.tuple()
            .addUUID(upload.id())
            .addString(upload.project())
            .addString(upload.path().text())
            .addString(upload.uri())
            .addString(upload.partsId())
            .addOffsetDateTime(Database.utc(upload.begunAt()));
    database.run(BEGIN, row);
  }

  @Override
  public Optional<FileUpload> upload(String project, UUID id) {
    return Database.first(database.run(UPLOAD, Tuple.of(project, id))).map(PgFiles::upload);
  }

  @Override
  public @Nullable FileUpload complete(UUID upload, StoredFile file) {
    Optional<Row> replaced = database.transaction(connection -> complete(connection, upload, file));
    return replaced.map(PgFiles::upload).orElse(null);
  }

  private static Optional<Row> complete(SqlConnection connection, UUID upload, StoredFile file) {
    Tuple path = Tuple.of(file.project(), file.path().text());
    Database.run(connection, ONE_AT_A_TIME, path);
    Instant oldest = FileUpload.oldest(file.storedAt());
    Tuple ended = Tuple.of(file.project(), upload, Database.utc(oldest));
    if (Database.run(connection, END_UPLOAD, ended).rowCount() == 0) {
      throw MetadataException.notFound(
          "upload " + upload + " is not there any more, or older than " + FileUpload.LIFE);
    }
    Tuple replaced = Tuple.of(file.project(), file.path().text(), Database.utc(FileUpload.LEFT));
    Optional<Row> left = Database.first(Database.run(connection, REPLACED, replaced));
    Database.run(connection, STORE, row(file));
    return left;
  }

  private static Tuple row(StoredFile file) {
    return Tuple.of(file.project(), file.path().text(), file.uri(), file.size(), file.digest())
        .addString(file.mediaType())
        .addOffsetDateTime(Database.utc(file.storedAt()));
  }

  @Override
  public List<FileUpload> remove(String project, FilePath path) {
    Tuple range =
        Tuple.of(project, path.text(), start(path), end(path), Database.utc(FileUpload.LEFT));
    return uploads(REMOVE, range);
  }

  @Override
  public List<FileUpload> begunBefore(Instant time, int limit) {
    return uploads(BEGUN_BEFORE, Tuple.of(Database.utc(time), limit));
  }

  private List<FileUpload> uploads(String sql, Tuple parameters) {
    List<FileUpload> uploads = new ArrayList<>();
    database.run(sql, parameters).forEach(row -> uploads.add(upload(row)));
    return uploads;
  }

  @Override
  public void forget(UUID upload) {
    database.run(FORGET, Tuple.of(upload));
  }

  private static StoredFile file(Row row) {
    return new StoredFile(
        row.getString("project"),
        new FilePath(row.getString("path")),
        row.getString("uri"),
        row.getLong("size"),
        row.getString("digest"),
        row.getString("media_type"),
        row.getOffsetDateTime("stored_at").toInstant());
  }

  private static FileUpload upload(Row row) {
    return new FileUpload(
        row.getUUID("id"),
        row.getString("project"),
        new FilePath(row.getString("path")),
        row.getString("uri"),
        row.getString("parts_id"),
        row.getOffsetDateTime("begun_at").toInstant());
  }
}
