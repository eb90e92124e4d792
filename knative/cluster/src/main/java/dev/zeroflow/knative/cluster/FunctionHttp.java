package dev.zeroflow.knative.cluster;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends calls to Services over HTTP/1.1, and blocks the calling thread alone. */
final class FunctionHttp implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final TimeValue KEPT = TimeValue.ofSeconds(30);

  /** A connection that was idle for longer is looked at before it is used. */
  private static final TimeValue TRUSTED = TimeValue.ofSeconds(1);

  /** The limits of functions admit the calls; this is only to have a limit. */
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

  private final @Nullable HttpHost ingress;
  private final int maxReplyBytes;
  private final PoolingHttpClientConnectionManager connections = connections();
  private final MinimalHttpClient client = HttpClients.createMinimal(connections);

  /**
   * Prepares a client.
   *
   * @param ingress where requests go whatever their address says, null for where it says
   */
  FunctionHttp(@Nullable URI ingress, int maxReplyBytes) {
    this.ingress = ingress == null ? null : HttpHost.create(ingress);
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
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setDefaultConnectionConfig(config)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .build();
  }

  /** A request that can be sent once, and broken off meanwhile. */
  HttpUriRequestBase request(FunctionCall call, URI service) {
    var request =
        new HttpUriRequestBase(
            call.method(),
            URI.create(service.getScheme() + "://" + service.getAuthority() + call.path()));
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

  /** Sends a request and reads the whole reply; of the start, this end knows nothing. */
  FunctionReply send(HttpUriRequestBase request, URI service) throws IOException {
    return client.execute(
        ingress == null ? HttpHost.create(service) : ingress,
        request,
        response ->
            new FunctionReply(
                response.getCode(),
                firstValues(response),
                body(response.getEntity()),
                false,
                Duration.ZERO));
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
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
