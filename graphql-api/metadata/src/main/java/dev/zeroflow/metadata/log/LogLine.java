package dev.zeroflow.metadata.log;

import java.time.Instant;

/**
 * One line that a step wrote.
 *
 * @param time when it was written, by the step's clock
 * @param stream {@code stdout} or {@code stderr}
 * @param text the line without its end
 */
public record LogLine(Instant time, String stream, String text) {}
