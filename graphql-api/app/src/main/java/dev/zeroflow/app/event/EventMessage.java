package dev.zeroflow.app.event;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message as it came over HTTP.
 *
 * @param headers by their names in lower case; the first value of each
 */
record EventMessage(Map<String, String> headers, byte[] body) {
  EventMessage {
    var lower = new TreeMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = lower;
  }

  /** Type of the body without parameters, in lower case; empty if it has none. */
  String contentType() {
    String type = headers.getOrDefault("content-type", "");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
