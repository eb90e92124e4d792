package dev.zeroflow.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectInfo;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.PresignedPut;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreIT {
  private static final String URI_IN_BUCKET = "s3://zeroflow/runs/1/a b+ä.csv";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static TestS3 server;
  private static S3ObjectStore store;

  @BeforeAll
  static void start() {
    server = new TestS3(folder);
    store = server.store();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void bytesAreStoredAndRead() {
    store.put(URI_IN_BUCKET, "hello".getBytes(UTF_8), "text/csv");
    assertThat(store.get(URI_IN_BUCKET, 5)).asString(UTF_8).isEqualTo("hello");
    assertThat(store.head(URI_IN_BUCKET).map(ObjectInfo::size)).contains(5L);
    assertThat(store.head(URI_IN_BUCKET).orElseThrow().etag()).matches("[0-9a-f]{32}");
    assertThatThrownBy(() -> store.get(URI_IN_BUCKET, 4))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            it -> assertThat(it.reason()).isEqualTo(ObjectStoreException.Reason.TOO_LARGE));
  }

  @Test
  void whatIsMissingIsSaidToBeMissing() {
    assertThat(store.head("s3://zeroflow/missing")).isEmpty();
    assertThatThrownBy(() -> store.get("s3://zeroflow/missing", 10))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            it -> assertThat(it.reason()).isEqualTo(ObjectStoreException.Reason.NOT_FOUND));
    assertThatThrownBy(() -> store.presignGet("s3://zeroflow/../secret", MINUTE))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void aPresignedAddressReadsWithoutCredentials() throws Exception {
    store.put("s3://zeroflow/shared", "shared".getBytes(UTF_8), "text/plain");
    var request =
        HttpRequest.newBuilder(URI.create(store.presignGet("s3://zeroflow/shared", MINUTE)));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("shared");
    }
  }

  @Test
  void aPresignedAddressStoresTheBytesThatWereAnnounced() throws Exception {
    assertThat(upload(presigned("announced", "text/csv"), "announced")).isEqualTo(200);
    assertThat(store.get("s3://zeroflow/uploaded/announced", 100))
        .asString(UTF_8)
        .isEqualTo("announced");
  }

  @Test
  void otherBytesOfTheSameSizeAreRefusedAndNotStored() throws Exception {
    assertThat(upload(presigned("expected", "text/csv"), "Expected")).isBetween(400, 499);
    assertThat(store.head("s3://zeroflow/uploaded/expected")).isEmpty();
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    PresignedPut put = presigned("typed", "text/csv");
    var changed = new HashMap<>(put.headers());
    changed.replaceAll((name, value) -> value.equals("text/csv") ? "text/html" : value);
    assertThat(upload(new PresignedPut(put.url(), changed), "typed")).isEqualTo(403);
  }

  @Test
  void secretsAreNotPartOfTexts() {
    assertThat(presigned("typed", "text/csv").toString()).doesNotContain("http");
    assertThat(new S3Settings(URI.create("http://x"), "r", "access", "hidden").toString())
        .doesNotContain("hidden");
  }

  private static PresignedPut presigned(String text, String contentType) {
    String sha256 = Digests.sha256(text).substring("sha256:".length());
    return store.presignPut(
        "s3://zeroflow/uploaded/" + text, text.length(), sha256, contentType, MINUTE);
  }

  private static int upload(PresignedPut put, String text)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(put.url()))
            .PUT(HttpRequest.BodyPublishers.ofString(text, UTF_8));
    put.headers().forEach(request::header);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
