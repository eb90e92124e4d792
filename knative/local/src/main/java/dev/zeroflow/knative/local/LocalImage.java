package dev.zeroflow.knative.local;

import java.util.List;

/** How an image runs on this machine: what a container engine would take from its manifest. */
@FunctionalInterface
public interface LocalImage {
  /**
   * Command line of a new replica, asked for at each start. The process listens on the loopback
   * port in its variable {@code PORT} and ends when its standard input does.
   */
  List<String> command();

  /** An image with a fixed command line. */
  static LocalImage of(List<String> command) {
    List<String> copy = List.copyOf(command);
    return () -> copy;
  }
}
