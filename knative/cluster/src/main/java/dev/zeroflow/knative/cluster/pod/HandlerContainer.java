package dev.zeroflow.knative.cluster.pod;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The container that does the work.
 *
 * @param name a DNS label
 * @param image what it runs, best with a digest
 * @param command replaces the entry point of the image; empty keeps it
 * @param arguments replace those of the image; empty keeps them
 * @param environment values that everybody may see
 * @param environmentSecret a secret whose keys become variables, null for none
 * @param confinement how much it is held back
 */
public record HandlerContainer(
    String name,
    String image,
    List<String> command,
    List<String> arguments,
    Map<String, String> environment,
    @Nullable String environmentSecret,
    Confinement confinement) {
  public HandlerContainer {
    command = List.copyOf(command);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** An image as it is, confined. */
  public static HandlerContainer of(String name, String image) {
    return new HandlerContainer(
        name, image, List.of(), List.of(), Map.of(), null, Confinement.RESTRICTED);
  }
}
