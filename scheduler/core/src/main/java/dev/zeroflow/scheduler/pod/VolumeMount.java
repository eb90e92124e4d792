package dev.zeroflow.scheduler.pod;

import org.jspecify.annotations.Nullable;

/**
 * A folder of a container that comes from the cluster.
 *
 * @param kind what is mounted
 * @param name name of the secret, config map or claim; of an empty folder, any
 * @param path absolute path in the container
 * @param subPath path inside the volume, null for all of it
 * @param size of an empty folder, e.g. {@code 2Gi}; null for no limit
 * @param optional whether the container starts without it
 */
public record VolumeMount(
    Kind kind,
    String name,
    String path,
    @Nullable String subPath,
    @Nullable String size,
    boolean optional) {
  /** What can be mounted. */
  public enum Kind {
    SECRET,
    CONFIG_MAP,
    CLAIM,
    EMPTY,
    /** An empty folder in memory. */
    MEMORY
  }

  public VolumeMount {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a mount path is absolute: " + path);
    }
  }
}
