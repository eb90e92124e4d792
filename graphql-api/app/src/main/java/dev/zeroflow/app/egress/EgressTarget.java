package dev.zeroflow.app.egress;

import java.net.InetAddress;

/**
 * An address that was checked. The connection goes to {@code address}; the name is only told to
 * whoever answers there.
 *
 * @param host as a certificate names it: without the brackets of IPv6
 * @param path with the query
 */
record EgressTarget(boolean secure, String host, int port, String path, InetAddress address) {}
