package dev.zeroflow.knative.cluster.status;

/** What keeps a function from serving, the gravest first. */
public enum Trouble {
  /** The registry does not give the image. */
  IMAGE_PULL,
  /** A secret or config map is missing, or the image is not what its settings promise. */
  MISCONFIGURED,
  /** It used more memory than its limit. */
  OUT_OF_MEMORY,
  /** Its process ended. */
  CRASHED,
  /** No node has room; one may come. */
  UNSCHEDULABLE,
  /** The node took its place away; another pod is made. */
  EVICTED,
  /** It did not take requests in time. */
  NOT_READY_IN_TIME
}
