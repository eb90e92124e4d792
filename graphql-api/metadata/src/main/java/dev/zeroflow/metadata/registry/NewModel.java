package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model to add.
 *
 * @param id of this model and no other: a repeated request has the same
 * @param properties what clients of other registries say of it: JSON values by key
 */
public record NewModel(
    UUID id,
    String name,
    String description,
    Map<String, String> tags,
    Map<String, @Nullable Object> properties) {
  public NewModel {
    RegisteredModel.checkName(name);
    Names.prose("a model's description", description);
    tags = RegistryTags.checked(tags);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
