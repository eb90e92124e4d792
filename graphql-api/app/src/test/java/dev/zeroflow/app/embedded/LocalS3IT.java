package dev.zeroflow.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class LocalS3IT {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String BODY = "a,b\n1,2\n";

  @TempDir private Path temporary;
  private final List<ObjectCreated> events = new CopyOnWriteArrayList<>();
  private volatile boolean notifierFails;
  private DataDirectory data;
  private LocalS3 server;
  private S3Client client;

  @BeforeEach
  void start() {
    data = DataDirectory.open(temporary);
    server =
        LocalS3.start(
            data,
            Set.of("data", "artifacts"),
            Set.of("data"),
            this::created,
            InstantSource.fixed(NOON));
    client = client(server.secretKey());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    data.close();
  }

  @Test
  void theBucketsExist() {
    assertThat(client.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactlyInAnyOrder("data", "artifacts");
  }

  @Test
  void objectsAndAddressSurviveARestart() {
    put("artifacts", "kept");
    var endpoint = server.endpoint();
    stop();

    start();

    assertThat(server.endpoint()).isEqualTo(endpoint);
    assertThat(get("artifacts", "kept")).isEqualTo(BODY);
  }

  @Test
  void anUploadIntoAWatchedBucketIsToldBeforeTheAnswer() {
    put("data", "in/wind speed+ä.csv");

    assertThat(events).hasSize(1);
    var event = events.getFirst();
    assertThat(event.bucket()).isEqualTo("data");
    assertThat(event.key()).isEqualTo("in/wind speed+ä.csv");
    assertThat(event.size()).isEqualTo(BODY.length());
    assertThat(event.etag()).matches("[0-9a-f]{32}");
    assertThat(event.name()).isEqualTo("ObjectCreated:Put");
    assertThat(event.at()).isEqualTo(NOON);
  }

  @Test
  void otherBucketsAreNotTold() {
    put("artifacts", "quiet");

    assertThat(events).isEmpty();
  }

  @Test
  void copiesAndMultipartUploadsAreToldOnce() {
    put("artifacts", "source");
    client.copyObject(
        copy ->
            copy.sourceBucket("artifacts")
                .sourceKey("source")
                .destinationBucket("data")
                .destinationKey("copied"));
    uploadInParts("data", "large", new byte[5 << 20], new byte[] {1, 2, 3});

    assertThat(events)
        .extracting(ObjectCreated::name, ObjectCreated::key, ObjectCreated::size)
        .containsExactly(
            tuple("ObjectCreated:Copy", "copied", (long) BODY.length()),
            tuple("ObjectCreated:CompleteMultipartUpload", "large", (5L << 20) + 3));
  }

  @Test
  void sequencersGrowAlthoughTheClockStandsStill() {
    put("data", "one");
    put("data", "two");

    assertThat(events.get(1).sequencer()).isGreaterThan(events.get(0).sequencer());
  }

  @Test
  void aFailedNotificationFailsTheUploadButKeepsTheObject() {
    notifierFails = true;

    assertThatThrownBy(() -> put("data", "unheard"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThat(get("data", "unheard")).isEqualTo(BODY);

    notifierFails = false;
    put("data", "unheard");
    assertThat(events).extracting(ObjectCreated::key).containsExactly("unheard");
  }

  @Test
  void presignedAddressesWorkWithoutKeys() throws Exception {
    try (var presigner = presigner()) {
      var put =
          presigner.presignPutObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(o -> o.bucket("data").key("by/address")));
      assertThat(send(HttpRequest.newBuilder(put.url().toURI()).PUT(BodyPublishers.ofString(BODY))))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      var get =
          presigner.presignGetObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(o -> o.bucket("data").key("by/address")));
      assertThat(send(HttpRequest.newBuilder(get.url().toURI())).body()).isEqualTo(BODY);
    }
    assertThat(events).extracting(ObjectCreated::key).containsExactly("by/address");
  }

  @Test
  void aPresignedAddressIsGoodForItsObjectOnly() throws Exception {
    put("data", "secret");
    try (var presigner = presigner()) {
      var signed =
          presigner.presignGetObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(o -> o.bucket("data").key("public")));
      var forged = URI.create(signed.url().toString().replace("/public?", "/secret?"));

      assertThat(send(HttpRequest.newBuilder(forged)).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aWrongSignatureIsForbidden() {
    try (var stranger = client("0".repeat(64))) {
      assertThatThrownBy(stranger::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void anUnsignedRequestIsForbidden() throws Exception {
    put("data", "secret");

    var request = HttpRequest.newBuilder(server.endpoint().resolve("/data/secret"));

    assertThat(send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void aConditionalPutDoesNotOverwrite() {
    put("artifacts", "once");

    assertThatThrownBy(
            () ->
                client.putObject(
                    o -> o.bucket("artifacts").key("once").ifNoneMatch("*"),
                    RequestBody.fromString("other")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(get("artifacts", "once")).isEqualTo(BODY);
  }

  private void created(ObjectCreated event) throws IOException {
    if (notifierFails) {
      throw new IOException("receiver is down");
    }
    events.add(event);
  }

  private void put(String bucket, String key) {
    client.putObject(o -> o.bucket(bucket).key(key), RequestBody.fromString(BODY));
  }

  private String get(String bucket, String key) {
    return client.getObjectAsBytes(o -> o.bucket(bucket).key(key)).asString(UTF_8);
  }

  private void uploadInParts(String bucket, String key, byte[]... parts) {
    String upload = client.createMultipartUpload(o -> o.bucket(bucket).key(key)).uploadId();
    var done = new ArrayList<CompletedPart>();
    for (byte[] part : parts) {
      int number = done.size() + 1;
      var answer =
          client.uploadPart(
              o -> o.bucket(bucket).key(key).uploadId(upload).partNumber(number),
              RequestBody.fromBytes(part));
      done.add(CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build());
    }
    client.completeMultipartUpload(
        o -> o.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(done)));
  }

  private S3Client client(String secretKey) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(server.region()))
        .credentialsProvider(credentials(secretKey))
        .forcePathStyle(true)
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(server.region()))
        .credentialsProvider(credentials(server.secretKey()))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private StaticCredentialsProvider credentials(String secretKey) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(server.accessKey(), secretKey));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
