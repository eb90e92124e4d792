package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.Names;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as it is kept.
 *
 * @param name unique in the project
 * @param displayName null for the name
 * @param tags values by key, see {@link Tags}
 */
public record StoredPipeline(
    UUID id,
    String project,
    String name,
    @Nullable String displayName,
    String description,
    Map<String, String> tags,
    Instant createdAt) {
  public StoredPipeline {
    Names.title("a pipeline's name", name, Names.MAX_LENGTH);
    if (displayName != null) {
      Names.title("a pipeline's display name", displayName, Names.MAX_LENGTH);
    }
    Names.prose("a pipeline's description", description);
    tags = Tags.check(tags);
  }

  /** The name that people see. */
  public String shownName() {
    return displayName == null ? name : displayName;
  }
}
