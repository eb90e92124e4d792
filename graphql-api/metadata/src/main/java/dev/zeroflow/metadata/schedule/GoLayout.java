package dev.zeroflow.metadata.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes times in UTC by the layouts of Go, which show how one certain moment would look. */
final class GoLayout {
  /** Patterns of Java by parts of layouts; of those that begin alike, the longer one first. */
  private static final Map<String, String> PATTERNS = patterns();

  private static final Pattern PART =
      Pattern.compile(String.join("|", PATTERNS.keySet()) + "|[.,](?:0+|9+)(?![0-9])");

  private GoLayout() {}

  private static Map<String, String> patterns() {
    var patterns = new LinkedHashMap<String, String>();
    patterns.put("January", "MMMM");
    patterns.put("Jan", "MMM");
    patterns.put("Monday", "EEEE");
    patterns.put("Mon", "EEE");
    patterns.put("MST", "'UTC'");
    patterns.put("2006", "uuuu");
    patterns.put("002", "DDD");
    patterns.put("01", "MM");
    patterns.put("02", "dd");
    patterns.put("03", "hh");
    patterns.put("04", "mm");
    patterns.put("05", "ss");
    patterns.put("06", "uu");
    patterns.put("_2", "ppd");
    patterns.put("15", "HH");
    patterns.put("1", "M");
    patterns.put("2", "d");
    patterns.put("3", "h");
    patterns.put("4", "m");
    patterns.put("5", "s");
    patterns.put("PM", "a");
    patterns.put("pm", "a");
    patterns.put("Z07:00", "'Z'");
    patterns.put("Z0700", "'Z'");
    patterns.put("-07:00", "xxx");
    patterns.put("-0700", "xx");
    patterns.put("-07", "x");
    return patterns;
  }

  static String format(String layout, Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    Matcher part = PART.matcher(layout);
    return part.replaceAll(found -> Matcher.quoteReplacement(part(found.group(), utc)));
  }

  private static String part(String part, OffsetDateTime time) {
    String pattern = PATTERNS.get(part);
    if (pattern == null) {
      return fraction(part, time.getNano());
    }
    String text = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    return part.equals("pm") ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** Zeros keep their number of digits, nines leave out what is zero at the end. */
  private static String fraction(String part, int nanos) {
    int digits = Math.min(part.length() - 1, 9);
    String all = String.format(Locale.ROOT, "%09d", nanos).substring(0, digits);
    if (part.charAt(1) == '0') {
      return part.charAt(0) + all;
    }
    String kept = all.replaceAll("0+$", "");
    return kept.isEmpty() ? "" : part.charAt(0) + kept;
  }
}
