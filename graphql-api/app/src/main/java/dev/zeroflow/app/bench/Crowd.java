package dev.zeroflow.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each send one request after the other. */
final class Crowd {
  private static final double NANOS = 1e9;

  private Crowd() {}

  /** The requests of one client, in turns; {@code number} never comes twice to a server. */
  interface Requests {
    byte[] of(int number);
  }

  /**
   * What a leg came to.
   *
   * @param seconds from the first request to the last answer
   * @param millis of each request that was answered
   * @param refusals what was said to the others
   */
  record Leg(double seconds, double[] millis, long answerBytes, List<String> refusals) {}

  /**
   * Has every client work until the time is over or all have sent their most; what was begun is
   * finished.
   *
   * @param clients the requests of each
   * @param first number of the first request of each
   * @param most requests of each client
   */
  static Leg work(int port, List<Requests> clients, int first, int most, double seconds)
      throws IOException {
    long begun = System.nanoTime();
    long end = begun + (long) (seconds * NANOS);
    List<Future<Share>> shares = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      for (Requests client : clients) {
        shares.add(threads.submit(() -> share(port, client, first, most, end)));
      }
    }
    double took = (System.nanoTime() - begun) / NANOS;
    List<Double> millis = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    long bytes = 0;
    for (Future<Share> share : shares) {
      Share done = finished(share);
      millis.addAll(done.millis());
      refusals.addAll(done.refusals());
      bytes += done.answerBytes();
    }
    double[] all = millis.stream().mapToDouble(Double::doubleValue).toArray();
    return new Leg(took, all, bytes, refusals);
  }

  private record Share(List<Double> millis, long answerBytes, List<String> refusals) {}

  private static Share share(int port, Requests client, int first, int most, long end)
      throws IOException {
    List<Double> millis = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    long bytes = 0;
    try (HttpConnection connection = new HttpConnection(port)) {
      for (int i = 0; i < most && (i == 0 || System.nanoTime() < end); i++) {
        byte[] request = client.of(first + i);
        long begun = System.nanoTime();
        try {
          bytes += connection.exchange(request).length;
          millis.add((System.nanoTime() - begun) / 1e6);
        } catch (HttpConnection.Refused e) {
          refusals.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return new Share(millis, bytes, refusals);
  }

  private static Share finished(Future<Share> share) throws IOException {
    try {
      return share.get();
    } catch (ExecutionException e) {
      throw new IOException("a client has failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
