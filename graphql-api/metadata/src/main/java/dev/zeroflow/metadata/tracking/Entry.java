package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A parameter or a tag: a key and its text. */
public record Entry(String key, String value) {
  private static final Pattern KEY =
      Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);

  /** Most of a kind in one request. */
  public static final int MAX_ENTRIES = 100;

  /** Longest key, in characters. */
  public static final int MAX_KEY = 250;

  /** Longest value of a parameter, in characters. */
  public static final int MAX_PARAMETER = 6_000;

  /** Longest value of a tag, in characters. */
  public static final int MAX_TAG = 8_000;

  /**
   * The parameters.
   *
   * @throws MetadataException with BAD_INPUT if there are too many, if one is too long, or if a key
   *     comes twice
   */
  public static List<Entry> checkedParameters(List<Entry> entries) {
    Set<String> keys = new HashSet<>();
    for (Entry entry : checked("parameter", entries, MAX_PARAMETER)) {
      if (!keys.add(entry.key)) {
        throw MetadataException.badInput(
            "parameter \"%s\" comes twice: send it once".formatted(entry.key));
      }
    }
    return List.copyOf(entries);
  }

  /**
   * The tags, each key once; the last one of a key counts.
   *
   * @throws MetadataException with BAD_INPUT if there are too many or one is too long
   */
  public static List<Entry> checkedTags(List<Entry> entries) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    checked("tag", entries, MAX_TAG).forEach(entry -> byKey.put(entry.key, entry));
    return List.copyOf(byKey.values());
  }

  /** The refusal of a second value for a parameter. */
  public static MetadataException changed(String key, String before, String after) {
    return MetadataException.badInput(
        "parameter \"%s\" is \"%s\" already and cannot become \"%s\": log it under another key, or in another run"
            .formatted(key, before, after));
  }

  private static List<Entry> checked(String what, List<Entry> entries, int maxValue) {
    if (entries.size() > MAX_ENTRIES) {
      throw MetadataException.badInput(
          "a request has at most %d %ss, not %d".formatted(MAX_ENTRIES, what, entries.size()));
    }
    for (Entry entry : entries) {
      checkKey(what, entry.key);
      if (entry.value.length() > maxValue || entry.value.indexOf('\0') >= 0) {
        throw MetadataException.badInput(
            "the value of %s \"%s\" must have at most %d characters, and not U+0000"
                .formatted(what, entry.key, maxValue));
      }
    }
    return entries;
  }

  /**
   * Returns the key if it can be one of a parameter, tag or metric.
   *
   * @throws MetadataException with BAD_INPUT if it cannot: empty, too long, or like a path upwards
   */
  static String checkKey(String what, String key) {
    boolean fits = key.length() <= MAX_KEY && KEY.matcher(key).matches() && !key.isBlank();
    if (!fits || key.startsWith("/") || List.of(key.split("/", -1)).contains("..")) {
      throw MetadataException.badInput(
          "the key of a %s must be 1 to %d letters, digits, '_', '-', '.', ' ', ':' or '/', not begin with '/' and not have '..' parts: \"%s\""
              .formatted(what, MAX_KEY, key.length() <= MAX_KEY ? key : key.substring(0, MAX_KEY)));
    }
    return key;
  }
}
