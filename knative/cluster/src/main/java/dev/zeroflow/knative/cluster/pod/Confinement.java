package dev.zeroflow.knative.cluster.pod;

/** How much a container is held back, in the words of the pod security standards. */
public enum Confinement {
  /** Admitted everywhere; the image must name a user other than root, by number. */
  RESTRICTED,
  /** As root if the image says so, but without privileges; for images of other people. */
  BASELINE
}
