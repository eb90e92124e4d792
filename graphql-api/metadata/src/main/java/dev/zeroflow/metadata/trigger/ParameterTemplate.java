package dev.zeroflow.metadata.trigger;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectUri;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders for the object that was stored: {@code {bucket}}, {@code {key}}, {@code
 * {stem}} (file name without its extension), {@code {slug}} (the same, fit to be a name) and {@code
 * {uri}}.
 */
final class ParameterTemplate {
  /** Only a lone word in braces is a placeholder, so that JSON can be a value. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_]+)}");

  private ParameterTemplate() {}

  /** Refuses a placeholder that does not exist, because it would silently stay as it is. */
  static void check(String parameter, String template) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    while (matcher.find()) {
      switch (matcher.group(1)) {
        case "bucket", "key", "stem", "slug", "uri" -> {}
        default ->
            throw MetadataException.badInput(
                "parameter \""
                    + parameter
                    + "\" has the unknown placeholder "
                    + matcher.group()
                    + "; known are {bucket}, {key}, {stem}, {slug} and {uri}");
      }
    }
  }

  /** The text with every placeholder replaced; what is put in is not expanded again. */
  static String expand(String template, ObjectCreated object) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, object)));
  }

  private static String value(MatchResult placeholder, ObjectCreated object) {
    return switch (placeholder.group(1)) {
      case "bucket" -> object.bucket();
      case "key" -> object.key();
      case "stem" -> stem(object.key());
      case "slug" -> slug(stem(object.key()));
      case "uri" -> new ObjectUri(object.bucket(), object.key()).toString();
      default -> placeholder.group();
    };
  }

  /** Other characters than a served model's name may have become hyphens. */
  private static String slug(String stem) {
    String slug = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return slug.isEmpty() ? "table" : slug;
  }

  private static String stem(String key) {
    String file = key.substring(key.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
