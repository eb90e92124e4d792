package dev.zeroflow.knative.cluster;

import java.util.Map;

/**
 * Says what an image is by content, so that every pod of a revision runs the same, and the cluster
 * need not ask the registry.
 */
@FunctionalInterface
public interface ImageDigests {
  /** Marks an image by content. */
  String DIGEST = "@sha256:";

  /**
   * The image with its digest.
   *
   * @throws IllegalArgumentException if it has none and none is known; the message says what to do
   */
  String pinned(String image);

  /** Images are what they are called elsewhere; each must have a digest there or by itself. */
  static ImageDigests required(Map<String, String> elsewhere) {
    Map<String, String> known = Map.copyOf(elsewhere);
    return image -> {
      String found = known.getOrDefault(image, image);
      if (!found.contains(DIGEST)) {
        throw new IllegalArgumentException(
            "image " + found + " has no digest: name it with " + DIGEST + "..., or allow tags");
      }
      return found;
    };
  }

  /** The same, but tags will do: the cluster asks the registry what they mean. */
  static ImageDigests tagsAllowed(Map<String, String> elsewhere) {
    Map<String, String> known = Map.copyOf(elsewhere);
    return image -> known.getOrDefault(image, image);
  }
}
