package dev.zeroflow.metadata.trigger;

import java.time.Instant;

/**
 * An object as a listing of its bucket tells it.
 *
 * @param size bytes
 * @param etag entity tag without quotes
 * @param modified when it was stored; of an upload in parts, when that was begun
 */
public record StoredObject(String key, long size, String etag, Instant modified) {}
