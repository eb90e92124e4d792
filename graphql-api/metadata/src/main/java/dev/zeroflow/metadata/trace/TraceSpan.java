package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One operation within a trace.
 *
 * @param id 16 hexadecimal digits, unique within the trace
 * @param parentId span that it is part of; null for the root
 * @param type what kind of operation it is, as the client says
 * @param startedNanos since 1970
 * @param endedNanos since 1970; null while it goes on
 * @param attributes JSON text of an object
 * @param events JSON text of a list
 * @param links JSON text of a list
 */
public record TraceSpan(
    String id,
    @Nullable String parentId,
    String name,
    String type,
    SpanStatus status,
    String statusMessage,
    long startedNanos,
    @Nullable Long endedNanos,
    String attributes,
    String events,
    String links) {
  /** Longest name, type or status message, in characters. */
  public static final int MAX_NAME = 1_000;

  /** Most characters of the three JSON texts together: a conversation with some pictures. */
  public static final int MAX_CONTENT = 4 << 20;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  public TraceSpan {
    if (!ID.matcher(id).matches() || (parentId != null && !ID.matcher(parentId).matches())) {
      throw MetadataException.badInput("the id of a span has 8 bytes, not \"%s\"".formatted(id));
    }
    if (name.length() > MAX_NAME || type.length() > MAX_NAME || statusMessage.length() > MAX_NAME) {
      throw MetadataException.badInput(
          "name, type and status of a span have at most %d characters".formatted(MAX_NAME));
    }
    long content = (long) attributes.length() + events.length() + links.length();
    if (content > MAX_CONTENT) {
      throw MetadataException.badInput(
          "span \"%s\" has %d characters of attributes, events and links, and at most %d are kept"
              .formatted(name, content, MAX_CONTENT));
    }
    if (startedNanos < 0 || (endedNanos != null && endedNanos < 0)) {
      throw MetadataException.badInput("span \"%s\" is from before 1970".formatted(name));
    }
  }

  /** Whether it stands for the whole trace. */
  public boolean isRoot() {
    return parentId == null;
  }
}
