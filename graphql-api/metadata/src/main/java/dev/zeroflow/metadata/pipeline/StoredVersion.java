package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.Names;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a pipeline as it is kept.
 *
 * @param pipelineId the pipeline
 * @param name unique in the pipeline
 * @param displayName null for the name
 * @param codeSourceUrl where its source is, for people; never opened
 * @param tags values by key, see {@link Tags}
 * @param document text of the definition as it was sent
 */
public record StoredVersion(
    UUID id,
    UUID pipelineId,
    String name,
    @Nullable String displayName,
    String description,
    String codeSourceUrl,
    Map<String, String> tags,
    String document,
    Instant createdAt) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 127;

  private static final int MAX_URL = 2_048;

  public StoredVersion {
    Names.title("a version's name", name, MAX_NAME);
    if (displayName != null) {
      Names.title("a version's display name", displayName, MAX_NAME);
    }
    Names.prose("a version's description", description);
    if (!codeSourceUrl.isEmpty()) {
      Names.title("code_source_url", codeSourceUrl, MAX_URL);
    }
    tags = Tags.check(tags);
  }

  /** The name that people see. */
  public String shownName() {
    return displayName == null ? name : displayName;
  }
}
