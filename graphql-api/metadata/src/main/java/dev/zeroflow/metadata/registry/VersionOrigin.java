package dev.zeroflow.metadata.registry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from and what it needs.
 *
 * @param source what the client said that it was made from; empty if it did not say
 * @param location what the source stood for; never opened by the server
 * @param runLink address of a run elsewhere, for people
 * @param trackingRunId run of a tracking client
 * @param loggedModelId what that run made
 * @param signature JSON text of inputs and outputs; null if it is not known
 * @param environment JSON text of what it needs to be loaded; null if it is not known
 */
public record VersionOrigin(
    String source,
    String location,
    String runLink,
    @Nullable UUID trackingRunId,
    @Nullable UUID loggedModelId,
    @Nullable String signature,
    @Nullable String environment) {
  /** Of a version about which nobody said more than its artifact. */
  public static final VersionOrigin UNKNOWN = new VersionOrigin("", "", "", null, null, null, null);

  /** With other words about inputs, outputs and needs. */
  public VersionOrigin with(@Nullable String newSignature, @Nullable String newEnvironment) {
    return new VersionOrigin(
        source, location, runLink, trackingRunId, loggedModelId, newSignature, newEnvironment);
  }
}
