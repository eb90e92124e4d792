package dev.zeroflow.knative.cluster.install;

import dev.zeroflow.knative.cluster.event.EventSettings;
import dev.zeroflow.knative.cluster.install.InstallSettings.Images;
import dev.zeroflow.knative.cluster.install.InstallSettings.Ingress;
import dev.zeroflow.knative.cluster.install.InstallSettings.S3;
import dev.zeroflow.knative.cluster.install.InstallSettings.SecretKey;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads settings from arguments of the form {@code name=value}; the command line has defaults. */
final class InstallArguments {
  private final Map<String, String> given = new HashMap<>();

  private InstallArguments(String[] arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("\"%s\" is not name=value".formatted(argument));
      }
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException with a sentence for the user if one is missing, wrong or
   *     unknown
   */
  static InstallSettings read(String... arguments) {
    var them = new InstallArguments(arguments);
    InstallSettings settings = them.settings();
    if (!them.given.isEmpty()) {
      throw new IllegalArgumentException("nobody knows " + String.join(", ", them.given.keySet()));
    }
    return settings;
  }

  private InstallSettings settings() {
    String eventing = optional("eventing");
    List<String> uploads = list("s3-uploads");
    return new InstallSettings(
        required("namespace"),
        new Images(required("image"), required("tasks-image"), required("inference-image")),
        number("replicas"),
        list("projects"),
        secretKey("postgres-url-secret"),
        new S3(
            address("s3-endpoint"),
            required("s3-region"),
            required("s3-artifacts"),
            uploads,
            required("s3-secret")),
        required("server-secret"),
        ingress(optional("host"), optional("tls-secret")),
        list("ingress-namespaces"),
        "true".equals(eventing) ? events(uploads) : null);
  }

  private EventSettings events(List<String> buckets) {
    EventSettings usual = EventSettings.of(buckets);
    return new EventSettings(
        optional("broker-class"),
        buckets,
        usual.retries(),
        usual.firstBackoff(),
        given.containsKey("dead-letter-sink") ? address("dead-letter-sink") : null,
        usual.wakeUps());
  }

  private static @Nullable Ingress ingress(@Nullable String host, @Nullable String tlsSecret) {
    if (host == null && tlsSecret != null) {
      throw new IllegalArgumentException("a certificate is for a host: name that too");
    }
    return host == null ? null : new Ingress(host, tlsSecret);
  }

  private SecretKey secretKey(String name) {
    String[] parts = required(name).split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(name + " is the name of a secret, a colon and a key");
    }
    return new SecretKey(parts[0], parts[1]);
  }

  private URI address(String name) {
    return URI.create(required(name));
  }

  private int number(String name) {
    try {
      return Integer.parseInt(required(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a number", e);
    }
  }

  private List<String> list(String name) {
    String text = optional(name);
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private String required(String name) {
    String value = optional(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private @Nullable String optional(String name) {
    String value = given.remove(name);
    return value == null || value.isBlank() ? null : value;
  }
}
