package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.registry.ModelVersion;

/**
 * A version with the numbers that are ids for clients.
 *
 * @param number its own id, not the number that it has in its model
 * @param modelNumber id of its model
 * @param name that it has among the model's versions
 */
public record HubVersion(ModelVersion version, int number, int modelNumber, String name) {}
