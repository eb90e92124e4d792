package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name that owns versions.
 *
 * @param userName who made it; empty if that is not known
 * @param properties what clients of other registries say of it: JSON values by key
 * @param latestVersion number of the version that was registered last, 0 if there was none
 * @param revision grows with every change of the model itself
 */
public record RegisteredModel(
    UUID id,
    String project,
    String name,
    String description,
    String userName,
    Map<String, String> tags,
    Map<String, @Nullable Object> properties,
    int latestVersion,
    long revision,
    Instant createdAt,
    Instant updatedAt) {
  private static final Pattern NAME = Pattern.compile("[^/:\\p{Cntrl}]{1,250}");

  public RegisteredModel {
    tags = RegistryTags.ordered(tags);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * Returns the name if it can be one of a model: addresses of models have {@code /} and {@code :}
   * behind the name.
   *
   * @throws MetadataException with BAD_INPUT if it cannot
   */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches() || !name.strip().equals(name)) {
      throw MetadataException.badInput(
          "a model's name must be 1 to 250 characters on one line, without '/', ':' and blanks around them: \"%s\""
              .formatted(name.length() <= 250 ? name : name.substring(0, 250)));
    }
    return name;
  }

  /**
   * The model after a change.
   *
   * @throws MetadataException with CONFLICT if it is not at the revision that the change is for
   */
  public RegisteredModel changed(ModelChange change, Instant now) {
    if (change.expectedRevision() != null && change.expectedRevision() != revision) {
      throw MetadataException.conflict(
          "model %s is at revision %d and not %d: read it again, and decide again"
              .formatted(name, revision, change.expectedRevision()));
    }
    return new RegisteredModel(
        id,
        project,
        change.name() == null ? name : checkName(change.name()),
        change.description() == null
            ? description
            : Names.prose("a model's description", change.description()),
        userName,
        RegistryTags.changed(tags, change.tags()),
        change.properties() == null ? properties : change.properties(),
        latestVersion,
        revision + 1,
        createdAt,
        now);
  }
}
