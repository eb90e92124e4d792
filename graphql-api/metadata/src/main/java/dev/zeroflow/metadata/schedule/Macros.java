package dev.zeroflow.metadata.schedule;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills what a run of a schedule knows about itself into its parameters: {@code [[ScheduledTime]]},
 * {@code [[CurrentTime]]}, {@code [[Index]]} and {@code [[RunUUID]]}. A time may name a {@link
 * GoLayout} behind a dot; other double brackets are left alone.
 *
 * @param scheduled when the run was due
 * @param now when it was started
 * @param index counts the runs of the schedule from 1
 * @param runId id of the run
 */
public record Macros(Instant scheduled, Instant now, long index, UUID runId) {
  private static final Pattern MACRO =
      Pattern.compile(
          "\\[\\[(?:(ScheduledTime|CurrentTime)(?:\\.([^\\]]*))?|(Index|RunUUID))\\]\\]");
  private static final String LAYOUT = "20060102150405";

  /** The text with its macros filled in, in one pass. */
  public String fill(String text) {
    Matcher macro = MACRO.matcher(text);
    return macro.replaceAll(found -> Matcher.quoteReplacement(value(macro)));
  }

  private String value(Matcher macro) {
    if (macro.group(1) == null) {
      return macro.group(3).equals("Index") ? Long.toString(index) : runId.toString();
    }
    Instant time = macro.group(1).equals("ScheduledTime") ? scheduled : now;
    String layout = macro.group(2);
    return GoLayout.format(layout == null || layout.isEmpty() ? LAYOUT : layout, time);
  }
}
