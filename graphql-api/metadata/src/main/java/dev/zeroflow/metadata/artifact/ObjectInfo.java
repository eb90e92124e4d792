package dev.zeroflow.metadata.artifact;

/**
 * What the store says of an object.
 *
 * @param size bytes
 * @param etag entity tag without quotes; identifies the content for this store only
 */
public record ObjectInfo(long size, String etag) {}
