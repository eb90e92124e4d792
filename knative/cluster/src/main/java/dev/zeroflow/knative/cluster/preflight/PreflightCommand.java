package dev.zeroflow.knative.cluster.preflight;

import dev.zeroflow.knative.cluster.install.ServerRights;
import dev.zeroflow.knative.cluster.preflight.ClusterFacts.Access;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints what is found out about the cluster of the current kubeconfig, as JSON. The arguments are
 * the namespace of the control plane, then those of its projects. Exit code 1 says that something
 * is missing.
 */
public final class PreflightCommand {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final int RETRIES = 2;

  private PreflightCommand() {}

  public static void main(String[] namespaces) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config()).build()) {
      System.exit(run(client, Arrays.asList(namespaces), out));
    }
  }

  /** Somebody waits for the answer: who does not answer soon is not reached. */
  private static Config config() {
    return new ConfigBuilder()
        .withConnectionTimeout(CONNECT_MILLIS)
        .withRequestTimeout(REQUEST_MILLIS)
        .withRequestRetryBackoffLimit(RETRIES)
        .build();
  }

  static int run(KubernetesClient client, List<String> namespaces, PrintStream out) {
    List<Finding> findings = findings(client, namespaces);
    out.println(Serialization.asJson(findings));
    return findings.stream().anyMatch(it -> it.level() == Finding.Level.FAIL) ? 1 : 0;
  }

  private static List<Finding> findings(KubernetesClient client, List<String> namespaces) {
    try {
      return Preflight.of(new ClusterReader(client).read(needed(namespaces)));
    } catch (KubernetesClientException e) {
      String message = "is not reached at %s: %s".formatted(client.getMasterUrl(), reason(e));
      return List.of(Finding.fail("cluster", message, "kubectl config get-contexts"));
    }
  }

  private static String reason(KubernetesClientException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** What an installation creates, and the rights that it hands on. */
  static List<Access> needed(List<String> namespaces) {
    var needed = new ArrayList<Access>();
    needed.add(new Access("", "", "namespaces", "create"));
    namespaces.stream()
        .limit(1)
        .forEach(
            namespace -> {
              needed.add(new Access(namespace, "apps", "deployments", "create"));
              needed.add(new Access(namespace, "", "services", "create"));
              needed.add(new Access(namespace, "policy", "poddisruptionbudgets", "create"));
            });
    for (String project : namespaces.subList(Math.min(1, namespaces.size()), namespaces.size())) {
      needed.add(new Access(project, "rbac.authorization.k8s.io", "roles", "create"));
      needed.add(new Access(project, "networking.k8s.io", "networkpolicies", "create"));
      for (ServerRights.Right right : ServerRights.RULES) {
        right
            .resources()
            .forEach(
                resource ->
                    right
                        .verbs()
                        .forEach(
                            verb ->
                                needed.add(new Access(project, right.group(), resource, verb))));
      }
    }
    return needed;
  }
}
