package dev.zeroflow.scheduler.placeholder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders, cut into segments. What is put in is never looked at again, so values
 * cannot smuggle in placeholders; a placeholder that is unknown or has no value stays as it is.
 */
public final class Template {
  /** What every placeholder starts with. */
  static final String START = "{{$";

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          """
          \\{\\{\\$(?:
            (?<whole>)
            | \\.(?<fact>[a-zA-Z_]{1,64} | outputs\\.output_file)
            | \\.inputs\\.parameters\\['(?<input>[^'{}]{1,256})'\\]
            | \\.outputs\\.parameters\\['(?<file>[^'{}]{1,256})'\\]\\.output_file
            | \\.(?<direction>inputs|outputs)\\.artifacts\\['(?<artifact>[^'{}]{1,256})'\\]
              (?:\\.(?<property>path|uri|metadata))?
              (?:(?<=\\.metadata)\\['(?<key>[^'{}]{1,256})'\\])?
          )\\}\\}""",
          Pattern.COMMENTS);

  private final List<Segment> segments;

  private Template(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * A piece of the text.
   *
   * @param text as it stands there
   * @param placeholder what it stands for, null for itself
   */
  private record Segment(String text, @Nullable Placeholder placeholder) {
    String expanded(PlaceholderValues values) {
      String value = placeholder == null ? null : placeholder.value(values);
      return value == null ? text : value;
    }
  }

  /** Finds the placeholders of a text. */
  public static Template parse(String text) {
    if (!text.contains(START)) {
      return new Template(List.of(new Segment(text, null)));
    }
    var segments = new ArrayList<Segment>();
    Matcher found = PLACEHOLDER.matcher(text);
    int end = 0;
    while (found.find()) {
      segments.add(new Segment(text.substring(end, found.start()), null));
      segments.add(new Segment(found.group(), placeholder(found)));
      end = found.end();
    }
    segments.add(new Segment(text.substring(end), null));
    return new Template(List.copyOf(segments));
  }

  /**
   * The text with values in place of placeholders.
   *
   * @throws ExpansionTooLargeException if it would be longer than {@link Budget#MAX_CHARACTERS}
   */
  public String expand(PlaceholderValues values) {
    return expand(values, new Budget());
  }

  String expand(PlaceholderValues values, Budget budget) {
    var out = new StringBuilder();
    for (Segment segment : segments) {
      String piece = segment.expanded(values);
      budget.spend(piece.length());
      out.append(piece);
    }
    return out.toString();
  }

  private static Placeholder placeholder(Matcher found) {
    if (found.group("whole") != null) {
      return new Placeholder.Whole();
    }
    if (found.group("fact") != null) {
      return new Placeholder.Fact(found.group("fact"));
    }
    if (found.group("input") != null) {
      return new Placeholder.InputParameter(found.group("input"));
    }
    if (found.group("file") != null) {
      return new Placeholder.OutputFile(found.group("file"));
    }
    return new Placeholder.OfArtifact(
        found.group("direction").equals("outputs"),
        found.group("artifact"),
        found.group("property"),
        found.group("key"));
  }
}
