package dev.zeroflow.app.api;

import dev.zeroflow.metadata.Names;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ids of what requests make: a repeated request makes the same. */
public final class RequestIds {
  private RequestIds() {}

  /**
   * The id.
   *
   * @param kind of what is made
   * @param clientRequestId null if the client does not say one, and then every request is new
   */
  public static UUID id(
      String project, String kind, @Nullable String clientRequestId, Supplier<UUID> ids) {
    if (clientRequestId == null) {
      return ids.get();
    }
    String text = String.join("/", project, kind, Names.checkRequestId(clientRequestId));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
