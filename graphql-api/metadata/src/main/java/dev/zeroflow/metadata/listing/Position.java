package dev.zeroflow.metadata.listing;

import java.util.UUID;

/**
 * A place in a list.
 *
 * @param value of the field that the list is ordered by: a String or an Instant
 * @param id of the item
 */
public record Position(Object value, UUID id) {}
