package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FileEntry;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.FileUpload;
import dev.zeroflow.metadata.file.StoredFile;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgFilesTest extends PostgresTest {
  private final PgFiles files = new PgFiles(POOL);

  private void store(String path, long size) {
    UUID upload = UUID.randomUUID();
    FilePath name = FilePath.file(path);
    files.begin(new FileUpload(upload, project, name, "s3://b/" + upload, null, NOW));
    files.complete(
        upload,
        new StoredFile(project, name, "s3://b/" + upload, size, "etag:e", "text/plain", NOW));
  }

  private List<FileEntry> list(String directory, String after, int limit) {
    return files.list(project, FilePath.directory(directory), after, limit);
  }

  private List<String> names(String directory) {
    return list(directory, "", 100).stream()
        .map(it -> it.name() + (it.directory() ? "/" : ""))
        .toList();
  }

  @Test
  void aDirectoryHasItsOwnEntriesInTheOrderOfBytes() {
    for (String path : List.of("d/b", "d/a/1", "d/a/2/3", "d/a-b", "d/a0", "d/ä/x", "d/Z", "e")) {
      store(path, 7);
    }
    assertThat(names("d")).containsExactly("Z", "a-b", "a/", "a0", "b", "ä/");
    assertThat(names("d/a")).containsExactly("1", "2/");
    assertThat(names("d/a/2")).containsExactly("3");
    assertThat(names("")).containsExactly("d/", "e");
    assertThat(names("d/b")).isEmpty();
    assertThat(names("missing")).isEmpty();
    assertThat(list("d", "", 1)).containsExactly(new FileEntry("Z", false, 7));
    assertThat(files.list("other", new FilePath(""), "", 9)).isEmpty();
  }

  @Test
  void charactersOutsideTheBasicPlaneAreCountedAsTheDatabaseDoes() {
    store("\uD83D\uDE80/x/y", 1);
    assertThat(names("\uD83D\uDE80")).containsExactly("x/");
    assertThat(names("")).containsExactly("\uD83D\uDE80/");
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    List<String> paths = List.of("a", "b/1", "b/2", "b0", "c", "d/1");
    paths.forEach(path -> store(path, 1));
    List<String> seen = new ArrayList<>();
    String after = "";
    List<FileEntry> page;
    do {
      page = list("", after, 2);
      for (FileEntry entry : page) {
        seen.add(entry.name());
        after = entry.cursor();
      }
    } while (!page.isEmpty());
    assertThat(seen).containsExactly("a", "b", "b0", "c", "d");
  }

  @Test
  void aListCostsTheSameHoweverMuchLiesBelow() {
    new Database(POOL)
        .run(
            """
            INSERT INTO metadata.tracking_file
            SELECT $1, 'big/' || d || '/' || f, 's3://b/k', 1, 'etag:e', '', now()
              FROM generate_series(1, 20) d, generate_series(1, 1000) f
            """,
            Tuple.of(project));
    assertThat(names("big")).hasSize(20);
    assertThat(list("big/7", "", 1_001)).hasSize(1_000);
    assertThatThrownBy(() -> files.below(project, FilePath.directory("big"), 100))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("more than 100");
    assertThat(files.below(project, FilePath.directory("big/7"), 1_000)).hasSize(1_000);
  }

  @Test
  void anUploadMakesItsFileOnce() {
    UUID upload = UUID.randomUUID();
    FilePath path = FilePath.file("once");
    StoredFile file = new StoredFile(project, path, "s3://b/k", 1, "etag:e", "", NOW);
    assertThatThrownBy(() -> files.complete(upload, file)).isInstanceOf(MetadataException.class);
    files.begin(new FileUpload(upload, project, path, "s3://b/k", null, NOW));
    assertThat(files.complete(upload, file)).isNull();
    assertThatThrownBy(() -> files.complete(upload, file)).isInstanceOf(MetadataException.class);
    assertThat(files.find(project, path)).contains(file);
  }
}
