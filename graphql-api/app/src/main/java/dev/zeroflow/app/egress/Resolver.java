package dev.zeroflow.app.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. Blocking, safe for use by many threads. */
public interface Resolver {
  /**
   * The addresses, at least one.
   *
   * @param host a name, or an address as text
   * @throws UnknownHostException if there are none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
