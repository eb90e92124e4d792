package dev.zeroflow.metadata.file;

import dev.zeroflow.metadata.MetadataException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name of a file of a tracking client: segments with {@code /} between them. It names a row and
 * is never a key or a file here; but it becomes a path on the machine of whoever downloads the
 * file, so that nothing is a name that could lead out of a folder there.
 *
 * @param text without {@code /} at its ends; empty for the root of all files
 */
public record FilePath(String text) {
  /** Longest path, in characters. */
  public static final int MAX_LENGTH = 1_000;

  /** Each decoding makes a text shorter; whoever encodes more often than that means no good. */
  private static final int MAX_DECODINGS = 5;

  private static final Pattern ENCODED = Pattern.compile("%[0-9a-fA-F]{2}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");
  private static final Pattern UPWARDS = Pattern.compile("(^|.*[/\\\\])\\.{1,2}([/\\\\].*|$)");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final Pattern DEVICE =
      Pattern.compile(
          "(^|.*/)(con|prn|aux|nul|(com|lpt)[0-9])(\\.[^/]*)?(/.*|$)", Pattern.CASE_INSENSITIVE);

  public FilePath {
    if (text.length() > MAX_LENGTH) {
      throw refused(text.substring(0, MAX_LENGTH) + "...", "is longer than " + MAX_LENGTH);
    }
    if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
      throw refused(text, "is absolute, or has an empty part");
    }
    String form = text;
    for (int decodings = 0; !form.isEmpty(); decodings++) {
      check(text, form);
      check(text, Normalizer.normalize(form, Normalizer.Form.NFKC));
      if (decodings == MAX_DECODINGS) {
        throw refused(text, "is encoded again and again");
      }
      form = decoded(form);
    }
  }

  /**
   * The path of a file.
   *
   * @throws MetadataException with BAD_INPUT if it is empty, or could lead out of a folder
   */
  public static FilePath file(String text) {
    if (text.isEmpty()) {
      throw refused(text, "is empty");
    }
    return new FilePath(text);
  }

  /**
   * The path of a directory, which is empty for the root; one {@code /} at its end means nothing.
   *
   * @throws MetadataException with BAD_INPUT if it could lead out of a folder
   */
  public static FilePath directory(String text) {
    return new FilePath(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static void check(String text, String form) {
    if (UNPRINTABLE.matcher(form).find()) {
      throw refused(text, "has characters that cannot be seen");
    }
    if (form.indexOf('\\') >= 0 || form.startsWith("/") || DRIVE.matcher(form).matches()) {
      throw refused(text, "is absolute, or has '\\' in it");
    }
    if (UPWARDS.matcher(form).matches()) {
      throw refused(text, "has '.' or '..' parts");
    }
    if (DEVICE.matcher(form).matches()) {
      throw refused(text, "is the name of a device on Windows");
    }
  }

  /** What somebody who decodes it once more would see; empty if that is no other text. */
  private static String decoded(String text) {
    if (!ENCODED.matcher(text).find()) {
      return "";
    }
    // Not every % begins an escape: what is none stands for itself.
    String escaped = text.replaceAll("%(?![0-9a-fA-F]{2})", "%25").replace("+", "%2B");
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  private static MetadataException refused(String text, String why) {
    return MetadataException.badInput("Invalid path \"%s\": it %s".formatted(shown(text), why));
  }

  private static String shown(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  /** Whether it is the root of all files. */
  public boolean isRoot() {
    return text.isEmpty();
  }

  /** What the directory with this path has under the name. */
  public FilePath child(String name) {
    return new FilePath(text.isEmpty() ? name : text + "/" + name);
  }

  /** What lies below this directory under the relative path, which may be empty. */
  public FilePath below(FilePath relative) {
    return relative.isRoot() ? this : child(relative.text);
  }
}
