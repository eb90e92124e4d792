package dev.zeroflow.tasks.attempt;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/**
 * Sends requests, a few times if the other side does not answer or has a fault. Messages name what
 * was called and never its address, because presigned addresses are secrets. Safe for threads.
 */
public final class Http {
  static final int MAX_TRIES = 3;
  static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long FIRST_BACKOFF_MILLIS = 100;

  private final HttpClient client;
  private final Pause pause;

  /** Sends through {@code client}, waiting between tries by {@code pause}. */
  public Http(HttpClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  /** A client that follows no redirect: the addresses it is given are the ones that it may call. */
  public static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** An answer below 500, and which try it answered, counted from 1. */
  record Answer(HttpResponse<byte[]> response, int tries) {
    int status() {
      return response.statusCode();
    }

    byte[] body() {
      return response.body();
    }
  }

  /**
   * Sends a request whose repetition does no harm.
   *
   * @param what whom is called, for messages
   * @param maxBytes longest answer that is read
   * @throws IOException if each try failed or was answered with 5xx
   */
  Answer send(HttpRequest request, String what, long maxBytes)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return new Answer(once(request, what, maxBytes), tries);
      } catch (IOException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
      pause.forMillis(FIRST_BACKOFF_MILLIS << (2 * tries));
    }
  }

  private HttpResponse<byte[]> once(HttpRequest request, String what, long maxBytes)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    } catch (IOException e) {
      String reason =
          Objects.requireNonNullElseGet(e.getMessage(), () -> e.getClass().getSimpleName());
      throw new IOException("Calling " + what + " failed: " + reason, e);
    }
    if (response.statusCode() >= 500) {
      throw new IOException("Calling " + what + " failed: HTTP " + response.statusCode());
    }
    return response;
  }
}
