package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A logged model to be made, PENDING from the start.
 *
 * @param modelType empty if not said
 * @param sourceRunId null if no run made it
 */
public record NewLoggedModel(
    UUID id,
    String project,
    UUID experimentId,
    String name,
    String modelType,
    @Nullable UUID sourceRunId,
    List<Entry> parameters,
    List<Entry> tags,
    Instant now) {
  /** Clients make addresses of names: none may have a sign that means something there. */
  private static final Pattern NAME = Pattern.compile("[^/:.%\"'\\p{Cntrl}\\p{Cs}]{1,500}");

  private static final int MAX_TYPE = 500;

  public NewLoggedModel {
    if (!NAME.matcher(name).matches()) {
      throw MetadataException.badInput(
          "Invalid model name: it must have 1 to 500 characters, without / : . % \" or '");
    }
    if (modelType.length() > MAX_TYPE || modelType.indexOf('\0') >= 0) {
      throw MetadataException.badInput("model_type has at most %d characters".formatted(MAX_TYPE));
    }
    parameters = Entry.checkedParameters(parameters);
    tags = Entry.checkedTags(tags);
  }
}
