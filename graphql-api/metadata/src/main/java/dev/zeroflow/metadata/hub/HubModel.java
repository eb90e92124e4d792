package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.registry.RegisteredModel;

/** A model with the number that is its id for clients. */
public record HubModel(RegisteredModel model, int number) {}
