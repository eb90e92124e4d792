package dev.zeroflow.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that is sent again and again with growing numbers where {@code #######} stands in its
 * text: the bytes are made once, and only the digits are written anew.
 */
final class RequestTemplate {
  static final String PLACE = "#######";
  private static final int FIRST = 1_000_000;
  private static final int TEN = 10;

  private final byte[] bytes;
  private final int[] places;
  private final int step;

  private RequestTemplate(String text, int step) {
    this.bytes = text.getBytes(ISO_8859_1);
    this.step = step;
    List<Integer> found = new ArrayList<>();
    for (int at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + PLACE.length())) {
      found.add(at);
    }
    this.places = found.stream().mapToInt(Integer::intValue).toArray();
  }

  static RequestTemplate get(String path) {
    return new RequestTemplate("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 1);
  }

  /**
   * A POST of JSON.
   *
   * @param steps numbers that one request uses: place {@code i} gets the {@code i % steps}th
   */
  static RequestTemplate post(String path, String body, int steps) {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, body.length());
    return new RequestTemplate(head + body, steps);
  }

  /** The request of a number. Not to be used by two threads: there is one array of bytes. */
  byte[] of(int number) {
    for (int i = 0; i < places.length; i++) {
      write(places[i], FIRST + number * step + i % step);
    }
    return bytes;
  }

  private void write(int place, int number) {
    int rest = number;
    for (int i = PLACE.length() - 1; i >= 0; i--) {
      bytes[place + i] = (byte) ('0' + rest % TEN);
      rest /= TEN;
    }
  }
}
