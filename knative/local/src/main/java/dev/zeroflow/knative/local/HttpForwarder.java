package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends a call to a port on this machine over HTTP/1.1, and blocks the calling thread alone: no
 * other thread has a hand in it. Connections are kept and used again; a replica should keep idle
 * ones for more than the 30 s that the client does.
 */
final class HttpForwarder implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final TimeValue KEPT = TimeValue.ofSeconds(30);

  /** A connection that was idle for longer is looked at before it is used. */
  private static final TimeValue TRUSTED = TimeValue.ofSeconds(1);

  /** The pools of replicas admit the calls; this is only to have a limit. */
  private static final int MOST_CONNECTIONS = 16_384;

  /** Headers that belong to a connection, not to a message; the client writes its own. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final int maxReplyBytes;
  private final PoolingHttpClientConnectionManager connections = connections();
  private final MinimalHttpClient client = HttpClients.createMinimal(connections);
  private final ScheduledThreadPoolExecutor deadlines = deadlines();

  HttpForwarder(int maxReplyBytes) {
    this.maxReplyBytes = maxReplyBytes;
  }

  private static PoolingHttpClientConnectionManager connections() {
    var config =
        ConnectionConfig.custom()
            .setConnectTimeout(CONNECT)
            .setIdleTimeout(Timeout.of(KEPT.toDuration()))
            .setValidateAfterInactivity(TRUSTED)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(
            (socket, target, port, attachment, context) -> {
              throw new IOException("functions are called without TLS");
            })
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setDefaultConnectionConfig(config)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .build();
  }

  private static ScheduledThreadPoolExecutor deadlines() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-deadlines").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Sends the call and waits for its reply.
   *
   * @throws ExecutionException if the connection failed; the cause says how
   */
  FunctionReply forward(RunningCall running, int port, boolean cold, Duration waited)
      throws FunctionUnavailableException, ExecutionException {
    HttpUriRequestBase request = request(running.call, port);
    ScheduledFuture<?> deadline =
        deadlines.schedule(running::timeOut, running.remainingNanos(), TimeUnit.NANOSECONDS);
    try {
      return running.exchange(
          request::cancel,
          () -> client.execute(request, response -> reply(response, cold, waited)));
    } finally {
      deadline.cancel(false);
    }
  }

  /** Closes the connections that nobody has used for a while. */
  void tidy() {
    connections.closeIdle(KEPT);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  private static HttpUriRequestBase request(FunctionCall call, int port) {
    URI address = URI.create("http://127.0.0.1:" + port + call.path());
    var request = new HttpUriRequestBase(call.method(), address);
    request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.DISABLED).build());
    if (call.body().length > 0) {
      request.setEntity(new ByteArrayEntity(call.body(), null));
    }
    for (var header : call.headers().entrySet()) {
      if (!NOT_FORWARDED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        request.setHeader(header.getKey(), header.getValue());
      }
    }
    return request;
  }

  private FunctionReply reply(ClassicHttpResponse response, boolean cold, Duration waited)
      throws IOException {
    return new FunctionReply(
        response.getCode(), firstValues(response), body(response.getEntity()), cold, waited);
  }

  @SuppressWarnings("NullAway") // an answer need not have a body
  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream content = entity.getContent()) {
      byte[] bytes = content.readNBytes(maxReplyBytes);
      if (bytes.length == maxReplyBytes && content.read() >= 0) {
        throw new IOException("the reply is longer than " + maxReplyBytes + " bytes");
      }
      return bytes;
    }
  }

  private static Map<String, String> firstValues(ClassicHttpResponse response) {
    var first = new HashMap<String, String>();
    for (Header header : response.getHeaders()) {
      first.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return Map.copyOf(first);
  }
}
