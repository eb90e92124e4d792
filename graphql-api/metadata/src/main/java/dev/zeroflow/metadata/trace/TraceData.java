package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;

/** What is known of a trace besides: all lists ordered by key, assessments by their creation. */
public record TraceData(List<Entry> tags, List<Entry> metadata, List<Assessment> assessments) {
  public static final TraceData EMPTY = new TraceData(List.of(), List.of(), List.of());

  public TraceData {
    tags = List.copyOf(tags);
    metadata = List.copyOf(metadata);
    assessments = List.copyOf(assessments);
  }
}
