package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Sends a call to a port on this machine over HTTP/1.1. Connections are kept and used again; a
 * replica should keep idle ones for more than the 30 s that the client does.
 */
final class HttpForwarder implements AutoCloseable {
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

  private final long maxReplyBytes;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  HttpForwarder(long maxReplyBytes) {
    this.maxReplyBytes = maxReplyBytes;
  }

  /**
   * Sends the call and waits for its reply.
   *
   * @throws ExecutionException if the connection failed; the cause says how
   */
  FunctionReply forward(RunningCall running, int port, boolean cold, Duration waited)
      throws FunctionUnavailableException, ExecutionException {
    var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxReplyBytes);
    var reply = running.awaitReply(client.sendAsync(request(running.call, port), body));
    return reply(reply, cold, waited);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static FunctionReply reply(HttpResponse<byte[]> reply, boolean cold, Duration waited) {
    return new FunctionReply(
        reply.statusCode(), firstValues(reply.headers()), reply.body(), cold, waited);
  }

  private static HttpRequest request(FunctionCall call, int port) {
    byte[] bytes = call.body();
    BodyPublisher body =
        bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + call.path()))
            .method(call.method(), body);
    for (var header : call.headers().entrySet()) {
      if (!NOT_FORWARDED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        request.header(header.getKey(), header.getValue());
      }
    }
    return request.build();
  }

  private static Map<String, String> firstValues(HttpHeaders headers) {
    var first = new HashMap<String, String>();
    for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
      first.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue().getFirst());
    }
    return Map.copyOf(first);
  }
}
