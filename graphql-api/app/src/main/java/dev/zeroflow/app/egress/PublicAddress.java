package dev.zeroflow.app.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses belong to machines that everybody may reach. */
final class PublicAddress {
  /** First bytes of addresses, and how many bits of them count. */
  private record Range(InetAddress first, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/", 2);
      return new Range(literal(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] address) {
      byte[] start = first.getAddress();
      return address.length == start.length && matches(address, start);
    }

    private boolean matches(byte[] address, byte[] start) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ start[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** This network, private, carriers, loopback, link-local, tests, multicast, reserved. */
  private static final List<Range> CLOSED_4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** The only part of IPv6 that is given out; loopback, local and multicast lie outside of it. */
  private static final Range OPEN_6 = Range.of("2000::/3");

  /** Tunnels, which lead to an IPv4 address of their choice, and documentation. */
  private static final List<Range> CLOSED_6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** Networks without IPv4 reach it through these: the last four bytes are the address. */
  private static final Range NAT_64 = Range.of("64:ff9b::/96");

  private PublicAddress() {}

  /** Whether everybody may reach it. What stands for an IPv4 address is judged as that. */
  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_4.stream().noneMatch(it -> it.contains(bytes));
    }
    if (NAT_64.contains(bytes)) {
      return is(embedded(bytes));
    }
    return OPEN_6.contains(bytes) && CLOSED_6.stream().noneMatch(it -> it.contains(bytes));
  }

  private static InetAddress embedded(byte[] bytes) {
    byte[] last = new byte[4];
    System.arraycopy(bytes, bytes.length - last.length, last, 0, last.length);
    try {
      return InetAddress.getByAddress(last);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static List<Range> ranges(String... texts) {
    return List.of(texts).stream().map(Range::of).toList();
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }
}
