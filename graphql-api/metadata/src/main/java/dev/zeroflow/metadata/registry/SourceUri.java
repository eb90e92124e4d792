package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a client says a version was made from. It is remembered and told to clients; the
 * server opens none. Still none may name a file of the server, for whoever believes it later.
 *
 * @param scheme in lower case
 * @param rest behind the colon
 */
public record SourceUri(String text, String scheme, String rest) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{1,30}):(/[^\\\\\\p{Cntrl}]*)");

  /** An address that is encoded more often than that is not an honest one. */
  private static final int MAX_DECODINGS = 5;

  private static final int MAX_LENGTH = 2_000;

  /**
   * Reads an address.
   *
   * @throws MetadataException with BAD_INPUT if it has no scheme, is a file, or leads upwards
   */
  public static SourceUri of(String text) {
    Matcher form = FORM.matcher(decoded(text));
    if (text.length() > MAX_LENGTH || !form.matches() || leadsUpwards(form.group(2))) {
      throw refused(text);
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    if (isRefused(scheme, form.group(2))) {
      throw refused(text);
    }
    return new SourceUri(text, scheme, text.substring(scheme.length() + 1));
  }

  private static String decoded(String text) {
    String plain = text;
    for (int i = 0; i < MAX_DECODINGS; i++) {
      String next;
      try {
        next = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw refused(text);
      }
      if (next.equals(plain)) {
        return plain;
      }
      plain = next;
    }
    throw refused(text);
  }

  /**
   * Files; addresses without encryption, behind which are the services that only a machine itself
   * may ask; and of our own files whatever is more than a path.
   */
  private static boolean isRefused(String scheme, String rest) {
    return switch (scheme) {
      case "file", "http" -> true;
      case "mlflow-artifacts" -> rest.contains("?") || rest.contains("#");
      default -> scheme.startsWith("file+");
    };
  }

  private static boolean leadsUpwards(String path) {
    return List.of(path.split("[/?#;]", -1)).contains("..");
  }

  private static MetadataException refused(String text) {
    return MetadataException.badInput(
        "Invalid model version source: '%s'. It must be an address such as mlflow-artifacts:/..., runs:/..., models:/..., s3://... or https://..., without '..', and not a file"
            .formatted(text.length() <= 300 ? text : text.substring(0, 300) + "..."));
  }

  /** What stands between the slashes behind the scheme. */
  public List<String> parts() {
    return List.of(rest.split("/", -1)).stream().filter(part -> !part.isEmpty()).toList();
  }
}
