package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of an assessment; null leaves a part as it is. */
public record AssessmentChange(
    @Nullable String name,
    @Nullable Value value,
    @Nullable String rationale,
    List<Entry> metadata) {
  /** A value; see {@link Assessment}. */
  public record Value(
      Assessment.Kind kind, String json, @Nullable Double number, @Nullable String error) {}

  public AssessmentChange {
    metadata = List.copyOf(metadata);
  }
}
