package dev.zeroflow.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.LargeObjects.Part;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.FileSweep;
import dev.zeroflow.metadata.file.FileTransfers;
import dev.zeroflow.metadata.file.FileUpload;
import dev.zeroflow.metadata.file.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on a real Postgres and a real S3 service. */
class FileTransfersIT extends PostgresTest {
  private static final FilePath PATH = FilePath.file("1/run/artifacts/model.bin");
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder;
  private final PgFiles files = new PgFiles(POOL);
  private Instant now = NOW;
  private TestS3 s3;
  private LargeObjects objects;
  private FileTransfers transfers;

  @BeforeEach
  void start() {
    s3 = new TestS3(folder);
    objects = s3.store().large();
    transfers =
        new FileTransfers(files, s3.store(), objects, "zeroflow", () -> now, UUID::randomUUID);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private StoredFile put(FilePath path, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return transfers.put(
        project, path, "text/plain", new ByteArrayInputStream(bytes), bytes.length);
  }

  private String read(StoredFile file) throws IOException {
    try (InputStream bytes = objects.open(file.uri(), 0, file.size())) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }

  private List<FileUpload> uploads() {
    List<FileUpload> mine = new ArrayList<>(files.begunBefore(NOW.plus(Duration.ofDays(99)), 999));
    mine.removeIf(it -> !it.project().equals(project));
    return mine;
  }

  private boolean holds(String uri) {
    return s3.store().head(uri).isPresent();
  }

  @Test
  void aFileIsStoredWithItsDigestAndReadInRanges() throws IOException {
    StoredFile stored = put(PATH, "hello");
    assertThat(files.find(project, PATH)).contains(stored);
    assertThat(stored.digest()).isEqualTo(Digests.sha256("hello"));
    assertThat(read(stored)).isEqualTo("hello");
    try (InputStream middle = objects.open(stored.uri(), 1, 3)) {
      assertThat(middle.readAllBytes()).asString(UTF_8).isEqualTo("ell");
    }
    assertThat(uploads()).isEmpty();
    assertThat(files.find("other", PATH)).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    StoredFile stored = put(PATH, "");
    assertThat(stored.size()).isZero();
    assertThat(read(stored)).isEmpty();
  }

  @Test
  void namesAreNoPartOfKeys() {
    assertThat(put(FilePath.file("a b/ä+?#%41.txt"), "x").uri())
        .matches("s3://zeroflow/files/[0-9a-f-]{36}");
  }

  @Test
  void theObjectOfAReplacedFileIsDeleted() throws IOException {
    StoredFile first = put(PATH, "first");
    StoredFile second = put(PATH, "second");
    assertThat(read(files.find(project, PATH).orElseThrow())).isEqualTo("second");
    assertThat(holds(first.uri())).isFalse();
    assertThat(holds(second.uri())).isTrue();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    StoredFile before = put(PATH, "before");
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[MEGABYTE]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }
            });
    refused("broke off after 1048576", broken, 2 * MEGABYTE);
    refused("broke off after 1048576", new ByteArrayInputStream(new byte[MEGABYTE]), MEGABYTE + 1);
    assertThat(files.find(project, PATH)).contains(before);
    assertThat(read(before)).isEqualTo("before");
    assertThat(uploads()).isEmpty();
  }

  private void refused(String message, InputStream body, long size) {
    assertThatThrownBy(() -> transfers.put(project, PATH, "", body, size))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void withoutTheObjectStoreNothingIsRegisteredAndTheFileBeforeStays() {
    StoredFile before = put(PATH, "before");
    s3.stop();
    assertThatThrownBy(() -> put(PATH, "after"))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            it -> assertThat(it.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(files.find(project, PATH)).contains(before);
    assertThat(uploads()).hasSize(1);
  }

  @Test
  void anObjectStoreThatGoesAwayInTheMiddleOfABodyLeavesNothing() {
    InputStream interrupted =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[MEGABYTE]),
            new InputStream() {
              private int sent;

              @Override
              public int read() {
                if (sent++ == 0) {
                  s3.stop();
                }
                return sent > 64 * MEGABYTE ? -1 : 0;
              }

              @Override
              public int read(byte[] bytes, int offset, int length) {
                int first = read();
                sent += length - 1;
                return first < 0 ? -1 : length;
              }
            });
    assertThatThrownBy(() -> transfers.put(project, PATH, "", interrupted, 65L * MEGABYTE))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            it -> assertThat(it.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(files.find(project, PATH)).isEmpty();
    assertThat(uploads()).hasSize(1);
  }

  private Part upload(FileUpload upload, int number, byte[] bytes) throws Exception {
    String parts = String.valueOf(upload.partsId());
    String url = objects.presignPart(upload.uri(), parts, number, Duration.ofMinutes(5));
    var put = HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(bytes));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(put.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new Part(number, answer.headers().firstValue("ETag").orElseThrow());
    }
  }

  @Test
  void partsThatTheClientSentBecomeAFileAlsoWhenItSaysSoTwice() throws Exception {
    FileUpload upload = transfers.begin(project, PATH);
    Part first = upload(upload, 1, new byte[5 * MEGABYTE]);
    Part second = upload(upload, 2, "end".getBytes(UTF_8));
    StoredFile stored = transfers.complete(project, PATH, upload.id(), List.of(first, second));
    assertThat(stored.size()).isEqualTo(5 * MEGABYTE + 3);
    assertThat(stored.digest()).startsWith("etag:");
    assertThat(transfers.complete(project, PATH, upload.id(), List.of(first, second)))
        .isEqualTo(stored);
    assertThat(uploads()).isEmpty();
    try (InputStream end = objects.open(stored.uri(), 5 * MEGABYTE, 3)) {
      assertThat(end.readAllBytes()).asString(UTF_8).isEqualTo("end");
    }
  }

  @Test
  void wrongPartsMakeNoFile() throws Exception {
    FileUpload upload = transfers.begin(project, PATH);
    upload(upload, 1, "x".getBytes(UTF_8));
    List<Part> wrong = List.of(new Part(1, "00000000000000000000000000000000"));
    assertThatThrownBy(() -> transfers.complete(project, PATH, upload.id(), wrong))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("ETags");
    assertThat(files.find(project, PATH)).isEmpty();
    transfers.abort(project, PATH, upload.id());
    transfers.abort(project, PATH, upload.id());
    assertThat(uploads()).isEmpty();
  }

  @Test
  void anUploadIsCompletedInItsProjectUnderItsPathOnly() {
    FileUpload upload = transfers.begin(project, PATH);
    List<Part> parts = List.of(new Part(1, "e"));
    FilePath other = FilePath.file("other");
    assertThatThrownBy(() -> transfers.complete("other", PATH, upload.id(), parts))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> transfers.complete(project, other, upload.id(), parts))
        .isInstanceOf(MetadataException.class);
    transfers.abort("other", PATH, upload.id());
    assertThat(uploads()).containsExactly(upload);
  }

  @Test
  void whatUploadsLeftBehindIsSweptAfterADay() throws Exception {
    FileUpload upload = transfers.begin(project, PATH);
    Part part = upload(upload, 1, "x".getBytes(UTF_8));
    UUID crashed = UUID.randomUUID();
    String uri = "s3://zeroflow/files/" + crashed;
    files.begin(new FileUpload(crashed, project, PATH, uri, null, NOW));
    objects.put(uri, new ByteArrayInputStream(new byte[1]), 1);
    FileSweep sweep = new FileSweep(files, objects);

    sweep.sweep(NOW.plus(FileUpload.LIFE));
    assertThat(holds(uri)).isTrue();
    now = NOW.plus(FileUpload.LIFE).plusSeconds(1);
    assertThatThrownBy(() -> transfers.complete(project, PATH, upload.id(), List.of(part)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("older");
    sweep.sweep(NOW.plus(Duration.ofDays(2)));
    assertThat(holds(uri)).isFalse();
    assertThat(holds(upload.uri())).isFalse();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void aDirectoryIsRemovedWithAllBelowItAndNothingElse() {
    StoredFile inside = put(FilePath.file("1/run/a/b.txt"), "x");
    put(FilePath.file("1/run/a/c/d.txt"), "x");
    StoredFile beside = put(FilePath.file("1/run/ab.txt"), "x");
    put(FilePath.file("1/run/a-b"), "x");
    assertThat(transfers.remove(project, FilePath.directory("1/run/a/"))).isEqualTo(2);
    assertThat(transfers.remove(project, FilePath.directory("1/run/a"))).isZero();
    assertThat(holds(inside.uri())).isFalse();
    assertThat(holds(beside.uri())).isTrue();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void twoUploadsOfOnePathAtOnceLeaveOneObject() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "text " + i;
      threads.add(Thread.ofVirtual().start(() -> put(PATH, text)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    StoredFile last = files.find(project, PATH).orElseThrow();
    assertThat(read(last)).startsWith("text ");
    try (var kept = java.nio.file.Files.list(folder.resolve("zeroflow/files"))) {
      assertThat(kept.map(it -> it.getFileName().toString()))
          .containsExactly(last.uri().substring(last.uri().lastIndexOf('/') + 1));
    }
    assertThat(uploads()).isEmpty();
  }
}
