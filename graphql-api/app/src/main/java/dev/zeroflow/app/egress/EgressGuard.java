package dev.zeroflow.app.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses may be called: those of web servers that everybody may reach, and those
 * of the settings. A name is resolved once, and what was checked is what is called.
 */
public final class EgressGuard {
  static final String SETTING = "zeroflow.egress.allowed-hosts";

  /**
   * Numbers that some programs read as addresses, and others do not: 127.1, 0x7f.1, 017700000001.
   */
  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9a-fA-F]*|[0-9]+)(\\.(0[xX][0-9a-fA-F]*|[0-9]+))*\\.?");

  private static final Pattern PLAIN_4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private final Resolver resolver;
  private final List<AllowedHost> allowed;

  /**
   * @param allowed hosts that may be called whatever their addresses
   */
  public EgressGuard(Resolver resolver, List<AllowedHost> allowed) {
    this.resolver = resolver;
    this.allowed = List.copyOf(allowed);
  }

  /**
   * What to connect to for an address. Blocks while a name is resolved.
   *
   * @throws EgressException if it may not be called, or its name is not known
   */
  EgressTarget check(URI url) throws EgressException {
    boolean secure = secure(url);
    String host = host(url);
    int port = url.getPort() < 0 ? (secure ? 443 : 80) : url.getPort();
    if (port < 1 || port > 65_535) {
      throw EgressException.refused("the port " + port + " is none");
    }
    return new EgressTarget(secure, bare(host), port, path(url), address(host, port));
  }

  private static boolean secure(URI url) throws EgressException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https" -> true;
      case "http" -> false;
      default -> throw EgressException.refused("only http and https are called, not " + scheme);
    };
  }

  private static String host(URI url) throws EgressException {
    @Nullable String host = url.getHost();
    if (url.getRawUserInfo() != null) {
      throw EgressException.refused("an address with a user name or a password is not called");
    }
    if (host == null || host.indexOf('%') >= 0 || ambiguous(host)) {
      throw EgressException.refused("the address has no host that has only one meaning");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static boolean ambiguous(String host) {
    return NUMERIC.matcher(host).matches() && !PLAIN_4.matcher(host).matches();
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String path(URI url) {
    String path = Optional.ofNullable(url.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private InetAddress address(String host, int port) throws EgressException {
    List<InetAddress> found = resolved(host);
    if (allowed.stream().noneMatch(it -> it.matches(host, port))) {
      for (InetAddress it : found) {
        if (!PublicAddress.is(it)) {
          throw closed(host, port, it);
        }
      }
    }
    return found.getFirst();
  }

  private List<InetAddress> resolved(String host) throws EgressException {
    try {
      return resolver.resolve(bare(host));
    } catch (UnknownHostException e) {
      throw EgressException.unreachable("the host " + host + " has no address");
    }
  }

  private static EgressException closed(String host, int port, InetAddress address) {
    String text = address.getHostAddress();
    return EgressException.refused(
        "%s%s is not reachable for everybody, so it is not called: whoever runs this server may allow it by adding %s:%d to %s"
            .formatted(
                host, bare(host).equals(text) ? "" : " (" + text + ")", host, port, SETTING));
  }
}
