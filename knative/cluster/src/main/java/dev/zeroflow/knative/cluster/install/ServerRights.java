package dev.zeroflow.knative.cluster.install;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the server does in the namespaces of projects, and therefore may do there. It has no rights
 * in the whole cluster, and reads no secrets.
 */
public final class ServerRights {
  private static final String[] WATCH = {"get", "list", "watch"};

  /** Every right, in the order in which the Role lists them. */
  public static final List<Right> RULES =
      List.of(
          new Right(
              "serving.knative.dev",
              List.of("services"),
              List.of("get", "list", "watch", "create", "update", "patch", "delete")),
          new Right("serving.knative.dev", List.of("revisions"), watchAnd("patch", "delete")),
          new Right("serving.knative.dev", List.of("configurations", "routes"), watchAnd()),
          new Right("batch", List.of("jobs"), watchAnd("create", "patch", "delete")),
          new Right("", List.of("pods"), watchAnd()),
          new Right("", List.of("pods/log"), List.of("get")),
          new Right("", List.of("events"), List.of("list", "watch")),
          // The event of a job is a secret; it is written, and never read again.
          new Right("", List.of("secrets"), List.of("create", "patch", "delete")),
          // The host of Python components.
          new Right("", List.of("configmaps"), List.of("get", "create", "patch", "delete")));

  private ServerRights() {}

  /**
   * Verbs on resources of one group.
   *
   * @param group empty for the core
   */
  public record Right(String group, List<String> resources, List<String> verbs) {}

  private static List<String> watchAnd(String... more) {
    return Stream.concat(Arrays.stream(WATCH), Arrays.stream(more)).toList();
  }
}
