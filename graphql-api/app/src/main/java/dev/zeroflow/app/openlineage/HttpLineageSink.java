package dev.zeroflow.app.openlineage;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts events to a server of OpenLineage. Follows no redirects, so that events and key go nowhere
 * else; waits for an answer, with its body, no longer than a few seconds.
 */
final class HttpLineageSink implements LineageSink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpLineageSink.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Longest wait for one event. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The event is the reason, not the sink. */
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 415, 422);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private final URI address;
  private final Optional<String> key;

  HttpLineageSink(URI base, Optional<String> key) {
    this.address = address(base);
    this.key = key;
  }

  /**
   * Where events are posted to.
   *
   * @param base address that {@code /api/v1/lineage} is put behind
   * @throws IllegalArgumentException if it is not an address of a web server without credentials
   */
  static URI address(URI base) {
    String scheme = String.valueOf(base.getScheme());
    boolean plain = base.getHost() != null && base.getUserInfo() == null && base.getQuery() == null;
    if (!Set.of("http", "https").contains(scheme) || !plain || base.getFragment() != null) {
      throw new IllegalArgumentException(
          "zeroflow.openlineage.url must be an http or https address without credentials and query");
    }
    return URI.create(base.toString().replaceAll("/+$", "") + "/api/v1/lineage");
  }

  @Override
  public Answer send(byte[] event) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(event), HttpResponse.BodyHandlers.discarding());
    try {
      return judge(answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "{0} does not answer: {1}", address.getHost(), e.getCause());
      return Answer.AWAY;
    } catch (TimeoutException e) {
      LOG.log(Level.DEBUG, "{0} does not answer in time", address.getHost());
      return Answer.AWAY;
    } finally {
      // Ends the exchange if it still goes on; nothing if it is over.
      answer.cancel(true);
    }
  }

  private HttpRequest request(byte[] event) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(event));
    key.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request.build();
  }

  private Answer judge(int status) {
    if (status >= 200 && status < 300) {
      return Answer.TAKEN;
    }
    LOG.log(Level.DEBUG, "{0} answers {1}", address.getHost(), status);
    return REFUSALS.contains(status) ? Answer.REFUSED : Answer.AWAY;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
