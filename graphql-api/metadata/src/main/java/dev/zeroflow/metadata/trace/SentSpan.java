package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A span as it was sent, with what it says of its trace.
 *
 * @param inputs JSON text of what went in; null if it does not say
 * @param outputs JSON text of what came out; null if it does not say
 * @param metadata of the trace
 * @param tags of the trace
 */
public record SentSpan(
    UUID trace,
    TraceSpan span,
    @Nullable String inputs,
    @Nullable String outputs,
    List<Entry> metadata,
    List<Entry> tags) {
  public SentSpan {
    metadata = List.copyOf(metadata);
    tags = List.copyOf(tags);
  }
}
