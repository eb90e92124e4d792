package dev.zeroflow.app.event;

/**
 * The secret that senders of bucket notifications show.
 *
 * @param value the bearer token
 */
public record EventsToken(String value) {
  @Override
  public String toString() {
    return "EventsToken[...]";
  }
}
