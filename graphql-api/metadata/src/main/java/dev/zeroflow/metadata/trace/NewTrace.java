package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a client tells it, which counts more than what follows from spans.
 *
 * @param startedMillis since 1970
 */
public record NewTrace(
    UUID id,
    String project,
    UUID experimentId,
    TraceState state,
    long startedMillis,
    @Nullable Long durationMillis,
    @Nullable String clientRequestId,
    @Nullable String requestPreview,
    @Nullable String responsePreview,
    List<Entry> tags,
    List<Entry> metadata,
    List<Assessment> assessments) {
  /** Longest preview that a client may send, in characters. */
  public static final int MAX_PREVIEW = 10_000;

  private static final int MAX_REQUEST_ID = 250;

  public NewTrace {
    tags = checked("tag", tags);
    metadata = checked("metadata", metadata);
    assessments = List.copyOf(assessments);
    if (startedMillis < 0 || (durationMillis != null && durationMillis < 0)) {
      throw MetadataException.badInput("a trace starts after 1970, and does not end before that");
    }
    if (isLonger(clientRequestId, MAX_REQUEST_ID)
        || isLonger(requestPreview, MAX_PREVIEW)
        || isLonger(responsePreview, MAX_PREVIEW)) {
      throw MetadataException.badInput(
          "client_request_id has at most %d characters, previews %d"
              .formatted(MAX_REQUEST_ID, MAX_PREVIEW));
    }
    if (assessments.size() > Assessment.MAX_OF_TRACE) {
      throw Assessment.tooMany();
    }
  }

  /** Any key: a trace that is refused because of one would be lost. */
  private static List<Entry> checked(String what, List<Entry> entries) {
    boolean fits =
        entries.stream().allMatch(it -> isKey(it.key()) && isText(it.value(), Entry.MAX_TAG));
    if (!fits || entries.size() > Entry.MAX_ENTRIES) {
      throw MetadataException.badInput(
          "a trace has at most %d of %s, with keys of %d and values of %d characters, without U+0000"
              .formatted(Entry.MAX_ENTRIES, what, Entry.MAX_KEY, Entry.MAX_TAG));
    }
    return List.copyOf(entries);
  }

  /** Whether a trace can have a tag with this key. */
  public static boolean isKey(String key) {
    return !key.isEmpty() && isText(key, Entry.MAX_KEY);
  }

  private static boolean isText(String text, int longest) {
    return text.length() <= longest && text.indexOf('\0') < 0;
  }

  private static boolean isLonger(@Nullable String text, int longest) {
    return text != null && !isText(text, longest);
  }
}
