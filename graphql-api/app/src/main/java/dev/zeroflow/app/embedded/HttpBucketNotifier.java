package dev.zeroflow.app.embedded;

import dev.zeroflow.contract.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts each event as the JSON that MinIO sends to a webhook, so that the receiver serves both. Any
 * 2xx is a delivery; anything else is tried twice more within 10 s, except for a refusal (4xx).
 */
public final class HttpBucketNotifier implements BucketNotifier, AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final URI receiver;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /**
   * @param receiver where to post
   * @param token sent as bearer token
   */
  public HttpBucketNotifier(URI receiver, String token) {
    this.receiver = receiver;
    this.token = token;
  }

  @Override
  public void created(ObjectCreated event) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    String body = Json.write(message(event));
    for (int tries = 1; ; tries++) {
      String failure = failure(body, Duration.ofNanos(deadline - System.nanoTime()));
      if (failure.isEmpty()) {
        return;
      }
      boolean timeIsOver = System.nanoTime() + PAUSE.toNanos() >= deadline;
      if (tries == TRIES || timeIsOver) {
        throw new IOException(failure);
      }
      pause();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** The message in MinIO's shape: the key is plain at the top and form-encoded in the record. */
  private static Map<String, Object> message(ObjectCreated event) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("eventVersion", "2.0");
    entry.put("eventSource", "zeroflow:s3");
    entry.put("awsRegion", "");
    entry.put("eventTime", event.at().toString());
    entry.put("eventName", "s3:" + event.name());
    entry.put("s3", s3(event));
    var message = new LinkedHashMap<String, Object>();
    message.put("EventName", "s3:" + event.name());
    message.put("Key", event.bucket() + "/" + event.key());
    message.put("Records", List.of(entry));
    return message;
  }

  private static Map<String, Object> s3(ObjectCreated event) {
    var bucket = new LinkedHashMap<String, Object>();
    bucket.put("name", event.bucket());
    bucket.put("arn", "arn:aws:s3:::" + event.bucket());
    var object = new LinkedHashMap<String, Object>();
    object.put("key", URLEncoder.encode(event.key(), StandardCharsets.UTF_8));
    object.put("size", event.size());
    object.put("eTag", event.etag());
    object.put("sequencer", event.sequencer());
    var s3 = new LinkedHashMap<String, Object>();
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "zeroflow");
    s3.put("bucket", bucket);
    s3.put("object", object);
    return s3;
  }

  /**
   * Posts once.
   *
   * @return nothing for a delivery, else a failure that another try may mend
   * @throws IOException if the receiver refuses it, which no other try will mend
   */
  private String failure(String body, Duration limit) throws IOException {
    int status;
    try {
      status = client.send(request(body, limit), BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while notifying " + receiver);
    } catch (IOException e) {
      return "cannot notify " + receiver + ": " + e;
    }
    if (status / 100 == 4) {
      throw new IOException(receiver + " refused a bucket notification with " + status);
    }
    return status / 100 == 2 ? "" : receiver + " answered a bucket notification with " + status;
  }

  private HttpRequest request(String body, Duration limit) {
    return HttpRequest.newBuilder(receiver)
        .timeout(limit)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two notifications");
    }
  }
}
