package dev.zeroflow.app.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls addresses that users choose. A connection is made to the address that was checked, and no
 * redirect is followed. Blocking, safe for use by many virtual threads.
 */
public final class EgressClient implements AutoCloseable {
  /** Most bytes of an answer that are read. */
  public static final int MAX_ANSWER = 4 << 10;

  /** Longest time of one call: whoever makes calls for others holds them no longer. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final EgressGuard guard;
  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout of one call, with the search for the address and the body of the answer
   */
  public EgressClient(Vertx vertx, EgressGuard guard, Duration timeout) {
    if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "zeroflow.egress.timeout must be more than 0 s, and at most " + LONGEST);
    }
    this.guard = guard;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(1_000)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  /**
   * Checks whether an address may be called, without calling it.
   *
   * @throws EgressException if it may not, or its name is not known
   */
  public void check(URI url) throws EgressException {
    checked(url);
  }

  /**
   * Posts a body.
   *
   * @throws EgressException if it may not be called, or nobody answers in time
   */
  public EgressAnswer post(URI url, Map<String, String> headers, byte[] body)
      throws EgressException {
    long deadline = System.nanoTime() + timeout.toNanos();
    EgressTarget target = checked(url);
    Future<HttpClientRequest> request = client.request(options(target, headers));
    Future<EgressAnswer> answer = request.compose(it -> sent(it, body));
    try {
      long left = Math.max(1, deadline - System.nanoTime());
      return await(answer.toCompletionStage().toCompletableFuture(), left);
    } finally {
      // Ends the exchange if it still goes on; nothing if it is over.
      request.onSuccess(HttpClientRequest::reset);
    }
  }

  /** In time, although a name server may be silent for longer. */
  private EgressTarget checked(URI url) throws EgressException {
    var found = new CompletableFuture<EgressTarget>();
    Thread.ofVirtual()
        .name("egress")
        .start(
            () -> {
              try {
                found.complete(guard.check(url));
              } catch (EgressException | RuntimeException e) {
                found.completeExceptionally(e);
              }
            });
    return await(found, timeout.toNanos());
  }

  private RequestOptions options(EgressTarget target, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            // As a literal: nobody looks for its name again.
            .setServer(
                SocketAddress.inetSocketAddress(target.port(), target.address().getHostAddress()))
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.secure())
            .setMethod(HttpMethod.POST)
            .setURI(target.path())
            .setFollowRedirects(false)
            .setTimeout(timeout.toMillis());
    headers.forEach(options::putHeader);
    return options;
  }

  private static Future<EgressAnswer> sent(HttpClientRequest request, byte[] body) {
    return request.send(Buffer.buffer(body)).compose(EgressClient::read);
  }

  /** Reads the beginning of the body; whoever waits for it hangs up then. */
  private static Future<EgressAnswer> read(HttpClientResponse answer) {
    Promise<EgressAnswer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    answer.exceptionHandler(read::tryFail);
    answer.handler(
        bytes -> {
          body.appendBuffer(bytes, 0, Math.min(bytes.length(), MAX_ANSWER - body.length()));
          if (body.length() == MAX_ANSWER) {
            read.tryComplete(of(answer, body));
          }
        });
    answer.endHandler(ignored -> read.tryComplete(of(answer, body)));
    return read.future();
  }

  private static EgressAnswer of(HttpClientResponse answer, Buffer body) {
    return new EgressAnswer(answer.statusCode(), body.toString(StandardCharsets.UTF_8));
  }

  private <T> T await(CompletableFuture<T> result, long nanos) throws EgressException {
    try {
      return result.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EgressException known
          ? known
          : EgressException.unreachable("no answer: " + kind(e.getCause()));
    } catch (TimeoutException e) {
      throw EgressException.unreachable("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EgressException.unreachable("interrupted");
    }
  }

  /** Messages may name addresses with their paths: the kind says enough. */
  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  @Override
  public void close() {
    client.close();
  }
}
