package dev.zeroflow.contract;

/**
 * Where a file can be read.
 *
 * @param getUrl presigned address for GET
 */
public record DownloadTicket(String getUrl) {}
