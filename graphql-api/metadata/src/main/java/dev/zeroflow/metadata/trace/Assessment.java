package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody, or a program, says of a trace.
 *
 * @param value JSON text; of an expectation anything, of feedback mostly a number, a text or true
 * @param number the value if it is a number that can be compared
 * @param error JSON text of why there is no value; null if there is one
 * @param source who says so
 * @param spanId span that it is about; null for the whole trace
 * @param overrides what it takes the place of
 * @param valid false once something has taken its place
 */
public record Assessment(
    UUID id,
    UUID trace,
    Kind kind,
    String name,
    String value,
    @Nullable Double number,
    @Nullable String error,
    Source source,
    @Nullable String spanId,
    @Nullable String rationale,
    List<Entry> metadata,
    @Nullable UUID overrides,
    boolean valid,
    Instant createdAt,
    Instant updatedAt) {
  /** Most of one trace. */
  public static final int MAX_OF_TRACE = 500;

  /** Longest name, in characters. */
  public static final int MAX_NAME = 250;

  /** Longest value, error or rationale, in characters. */
  public static final int MAX_TEXT = 64 << 10;

  /** Whether it says how good the trace is, or how good it should have been. */
  public enum Kind {
    FEEDBACK,
    EXPECTATION
  }

  /**
   * Who says something.
   *
   * @param type such as {@code HUMAN}, {@code LLM_JUDGE} or {@code CODE}
   * @param id name of the person or the program
   */
  public record Source(String type, String id) {
    public Source {
      String both = type + id;
      if (type.length() > MAX_NAME || id.length() > MAX_NAME || both.indexOf('\0') >= 0) {
        throw MetadataException.badInput(
            "type and id of a source have at most %d characters".formatted(MAX_NAME));
      }
    }
  }

  public Assessment {
    metadata = Entry.checkedTags(metadata);
    if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          "the name of an assessment has 1 to %d characters".formatted(MAX_NAME));
    }
    if (isLong(value) || isLong(error) || isLong(rationale) || isLong(spanId)) {
      throw MetadataException.badInput(
          "value, error and rationale have at most %d characters, and not U+0000"
              .formatted(MAX_TEXT));
    }
  }

  private static boolean isLong(@Nullable String text) {
    return text != null && (text.length() > MAX_TEXT || text.indexOf('\0') >= 0);
  }

  /** The refusal of one more. */
  public static MetadataException tooMany() {
    return MetadataException.badInput(
        "a trace has at most %d assessments: delete some".formatted(MAX_OF_TRACE));
  }

  /**
   * The assessment with a change. Source, span and kind stay; metadata is added to what is there.
   *
   * @throws MetadataException with BAD_INPUT if the change is for the other kind
   */
  public Assessment changed(AssessmentChange change, Instant now) {
    AssessmentChange.Value other = change.value();
    if (other != null && other.kind() != kind) {
      throw MetadataException.badInput(
          "this is %s, and cannot become %s: log another one".formatted(kind, other.kind()));
    }
    return new Assessment(
        id,
        trace,
        kind,
        change.name() == null ? name : change.name(),
        other == null ? value : other.json(),
        other == null ? number : other.number(),
        other == null ? error : other.error(),
        source,
        spanId,
        change.rationale() == null ? rationale : change.rationale(),
        merged(change.metadata()),
        overrides,
        valid,
        createdAt,
        now);
  }

  private List<Entry> merged(List<Entry> more) {
    Map<String, Entry> byKey = new TreeMap<>();
    metadata.forEach(it -> byKey.put(it.key(), it));
    more.forEach(it -> byKey.put(it.key(), it));
    return List.copyOf(byKey.values());
  }
}
