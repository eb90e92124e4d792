package dev.zeroflow.app.server;

import dev.zeroflow.app.embedded.StartupException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a Postgres is, in the two forms that are needed: for migrations, and for the server.
 *
 * @param place {@code host:port/database}
 * @param sslMode one of libpq's that both drivers understand without more settings
 */
record PostgresAddress(String place, String sslMode, String user, String password) {
  private static final Set<String> SSL_MODES = Set.of("disable", "prefer", "require");
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads an address.
   *
   * @param url {@code postgresql://user:password@host:port/database?sslmode=require}; user and
   *     password are percent-encoded
   * @throws StartupException if it is none, without showing it: it holds a password
   */
  static PostgresAddress parse(String url) {
    URI uri = uri(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    String[] user =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    boolean named = uri.getPath() != null && uri.getPath().length() > 1;
    boolean postgres = Set.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()));
    if (!postgres || uri.getHost() == null || !named || user.length != 2) {
      throw wrong();
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new PostgresAddress(
        uri.getHost() + ":" + port + uri.getRawPath(),
        sslMode(uri.getRawQuery()),
        decoded(user[0]),
        decoded(user[1]));
  }

  private static URI uri(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static String sslMode(@Nullable String query) {
    if (query == null) {
      return "prefer";
    }
    String mode = query.startsWith("sslmode=") ? query.substring("sslmode=".length()) : "";
    if (!SSL_MODES.contains(mode)) {
      throw new StartupException(
          "the only parameter of zeroflow.postgres.url is sslmode: disable, prefer or require");
    }
    return mode;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s?sslmode=%s".formatted(place, sslMode);
  }

  String reactiveUrl() {
    return "postgresql://%s?sslmode=%s".formatted(place, sslMode);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static StartupException wrong() {
    return new StartupException(
        "zeroflow.postgres.url is not of the form postgresql://user:password@host:port/database");
  }

  /** The password is left out. */
  @Override
  public String toString() {
    return "PostgresAddress[" + place + ", " + user + "]";
  }
}
