package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.registry.ModelVersion;
import java.util.UUID;

/** A version with the id of its model, and the name that it has among the model's versions. */
public record HubVersion(ModelVersion version, UUID modelId, String name) {}
