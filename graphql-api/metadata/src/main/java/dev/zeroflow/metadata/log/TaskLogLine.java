package dev.zeroflow.metadata.log;

/** A line and the attempt that wrote it. */
public record TaskLogLine(String taskPath, int attempt, LogLine line) {}
