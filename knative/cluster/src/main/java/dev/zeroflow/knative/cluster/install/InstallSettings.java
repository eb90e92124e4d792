package dev.zeroflow.knative.cluster.install;

import dev.zeroflow.knative.cluster.event.EventSettings;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an installation is made of. Secrets are named and never held.
 *
 * @param namespace where the control plane runs; the namespace of a project is called {@code
 *     <namespace>-<project>}
 * @param images what is run, best with digests
 * @param replicas servers, at least one
 * @param projects whose namespaces are made
 * @param postgresUrl where {@code postgresql://user:password@host:port/database} is kept
 * @param serverSecret secret with the keys {@code secret-key}, {@code events-token} and {@code
 *     access-token}
 * @param ingress how people reach the server from outside; null if they do not
 * @param ingressNamespaces namespaces of the gateways that bring requests into the cluster
 * @param eventing how events come through a Broker; null if they do not
 */
public record InstallSettings(
    String namespace,
    Images images,
    int replicas,
    List<String> projects,
    SecretKey postgresUrl,
    S3 s3,
    String serverSecret,
    @Nullable Ingress ingress,
    List<String> ingressNamespaces,
    @Nullable EventSettings eventing) {
  private static final int MAX_LABEL = 63;
  private static final int MAX_REPLICAS = 50;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern IMAGE = Pattern.compile("[\\w][\\w.:/@-]{0,499}");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  public InstallSettings {
    projects = List.copyOf(projects);
    ingressNamespaces = List.copyOf(ingressNamespaces);
    requireLabel("the namespace", namespace);
    if (replicas < 1 || replicas > MAX_REPLICAS) {
      throw new IllegalArgumentException("there are 1 to %d replicas".formatted(MAX_REPLICAS));
    }
    if (projects.stream().distinct().count() != projects.size()) {
      throw new IllegalArgumentException("a project is named twice");
    }
    for (String project : projects) {
      requireLabel("the namespace of project " + project, projectNamespace(namespace, project));
    }
    ingressNamespaces.forEach(it -> requireLabel("a namespace of an ingress", it));
    requireDomain("the secret of the server", serverSecret);
  }

  /**
   * Images of the three programs.
   *
   * @param server the control plane
   * @param tasks built-in tasks
   * @param inference served models
   */
  public record Images(String server, String tasks, String inference) {
    public Images {
      for (String image : List.of(server, tasks, inference)) {
        require(IMAGE.matcher(image).matches(), "\"%s\" is not the name of an image", image);
      }
    }
  }

  /** A key of a secret. */
  public record SecretKey(String secret, String key) {
    public SecretKey {
      requireDomain("a secret", secret);
      require(KEY.matcher(key).matches(), "\"%s\" is not a key of a secret", key);
    }
  }

  /**
   * The object store.
   *
   * @param endpoint as the server and the functions reach it
   * @param artifacts bucket of everything that runs write
   * @param uploads buckets that people upload to
   * @param secret with the keys {@code access-key} and {@code secret-key}
   */
  public record S3(
      URI endpoint, String region, String artifacts, List<String> uploads, String secret) {
    public S3 {
      uploads = List.copyOf(uploads);
      boolean http = List.of("http", "https").contains(String.valueOf(endpoint.getScheme()));
      require(
          http && endpoint.getHost() != null && endpoint.getUserInfo() == null,
          "\"%s\" is not the address of an S3 service: http://host:port",
          endpoint.toString());
      requireDomain("the secret of the object store", secret);
      for (String bucket : uploads) {
        requireDomain("a bucket", bucket);
      }
      requireDomain("a bucket", artifacts);
    }
  }

  /**
   * The way in.
   *
   * @param host name by which people call the server
   * @param tlsSecret secret with its certificate; null if the gateway has one
   */
  public record Ingress(String host, @Nullable String tlsSecret) {
    public Ingress {
      requireDomain("the host", host);
      if (tlsSecret != null) {
        requireDomain("the secret of the certificate", tlsSecret);
      }
    }
  }

  static String projectNamespace(String namespace, String project) {
    return namespace + "-" + project;
  }

  /** Address of the server for everything inside the cluster. */
  String address() {
    return "http://%s.%s.svc.cluster.local".formatted(ControlPlane.SERVICE, namespace);
  }

  private static void requireLabel(String what, String name) {
    boolean good = name.length() <= MAX_LABEL && LABEL.matcher(name).matches();
    require(good, what + " must be lower case letters, digits and hyphens, not \"%s\"", name);
  }

  private static void requireDomain(String what, String name) {
    boolean good = name.length() <= 253 && DOMAIN.matcher(name).matches();
    require(good, what + " must be lower case letters, digits, hyphens, dots; not \"%s\"", name);
  }

  private static void require(boolean condition, String message, String value) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }
}
