package dev.zeroflow.knative.cluster.service;

/** Labels and annotations by which a function is known on a cluster. */
public final class Marks {
  /** Name under which fields of objects are owned, and value of {@link #MANAGED_BY}. */
  public static final String MANAGER = "zeroflow";

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** What calls the function, e.g. {@code task}. */
  public static final String KIND = "zeroflow.dev/kind";

  /** Version of the function that a revision holds. */
  public static final String VERSION = "zeroflow.dev/version";

  /** Digest of all that was asked for; equal means that nothing is to do. */
  public static final String SPEC_HASH = "zeroflow.dev/spec-hash";

  /** Most calls that wait for a replica, for each server that calls. */
  public static final String QUEUE_LIMIT = "zeroflow.dev/queue-limit";

  /** Service that a revision or pod belongs to; Knative sets it. */
  public static final String OF_SERVICE = "serving.knative.dev/service";

  /** Revision that a pod belongs to; Knative sets it. */
  public static final String OF_REVISION = "serving.knative.dev/revision";

  /** Name of the container that does the work. */
  public static final String CONTAINER = "handler";

  static final String VISIBILITY = "networking.knative.dev/visibility";
  static final String ROLLOUT = "serving.knative.dev/rollout-duration";
  public static final String PROGRESS_DEADLINE = "serving.knative.dev/progress-deadline";
  static final String AUTOSCALING = "autoscaling.knative.dev/";
  public static final String MAX_SCALE = AUTOSCALING + "max-scale";
  public static final String INITIAL_SCALE = AUTOSCALING + "initial-scale";

  private Marks() {}
}
