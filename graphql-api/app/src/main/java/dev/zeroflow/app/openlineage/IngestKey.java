package dev.zeroflow.app.openlineage;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.BearerToken;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.project.Project;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may tell about outside jobs.
 *
 * @param key what senders show; empty if everybody may who can reach this server
 */
public record IngestKey(Optional<String> key) {
  /** The project that the sender tells about. */
  String project(@Nullable String authorization, CallerResolver callers) {
    if (key.isEmpty()) {
      return callers.caller().project();
    }
    if (!BearerToken.matches(authorization, key.get())) {
      throw HttpFailure.unauthorized("the key is not the one in zeroflow.openlineage.ingest-key");
    }
    return Project.DEFAULT;
  }

  @Override
  public String toString() {
    return "IngestKey[...]";
  }
}
