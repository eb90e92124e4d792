package dev.zeroflow.app.server;

import dev.zeroflow.app.embedded.StartupException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings that decide what is started at all, read before the framework reads the others: as
 * it does, system properties first, then variables of the environment.
 */
final class StartSettings {
  static final String POSTGRES_URL = "zeroflow.postgres.url";
  static final String S3_ENDPOINT = "zeroflow.s3.endpoint";
  static final String SECRET_KEY = "zeroflow.secret-key";
  static final String EVENTS_TOKEN = "zeroflow.events-token";
  private static final String ACCESS_TOKEN = "zeroflow.access-token";
  private static final String RUNTIME = "zeroflow.runtime";
  private static final String HOST = "quarkus.http.host";
  private static final int LEAST_TOKEN = 32;

  /** What servers that share their work must have in common, or cannot keep by themselves. */
  private static final List<String> NEEDED_ON_A_CLUSTER =
      List.of(
          POSTGRES_URL,
          S3_ENDPOINT,
          "zeroflow.s3.access-key",
          "zeroflow.s3.secret-key",
          SECRET_KEY,
          EVENTS_TOKEN,
          ACCESS_TOKEN,
          "zeroflow.address");

  private final UnaryOperator<@Nullable String> properties;
  private final UnaryOperator<@Nullable String> environment;

  StartSettings(
      UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  static StartSettings ofThisProcess() {
    return new StartSettings(System::getProperty, System::getenv);
  }

  Optional<String> find(String name) {
    String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    return Optional.ofNullable(properties.apply(name))
        .or(() -> Optional.ofNullable(environment.apply(variable)))
        .filter(value -> !value.isBlank());
  }

  /**
   * Refuses what must not be started.
   *
   * @throws StartupException if others could reach a server that lets everybody in, or if a server
   *     of a cluster lacks what it needs
   */
  void check() {
    if (find(RUNTIME).filter("cluster"::equals).isPresent()) {
      List<String> missing =
          NEEDED_ON_A_CLUSTER.stream().filter(name -> find(name).isEmpty()).toList();
      if (!missing.isEmpty()) {
        throw new StartupException(
            "zeroflow.runtime is cluster, but nobody says " + String.join(", ", missing));
      }
    }
    Optional<String> token = find(ACCESS_TOKEN);
    if (token.filter(it -> it.length() < LEAST_TOKEN).isPresent()) {
      throw new StartupException(
          "%s has less than %d characters".formatted(ACCESS_TOKEN, LEAST_TOKEN));
    }
    String host = find(HOST).orElse("127.0.0.1");
    if (token.isEmpty() && !isLoopback(host)) {
      throw new StartupException(
          "%s is %s, so others could reach this server: give it a %s first"
              .formatted(HOST, host, ACCESS_TOKEN));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
