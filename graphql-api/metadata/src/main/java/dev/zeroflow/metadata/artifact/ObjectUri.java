package dev.zeroflow.metadata.artifact;

import dev.zeroflow.metadata.MetadataException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of one object.
 *
 * @param bucket name of the bucket
 * @param key key in the bucket, not encoded
 */
public record ObjectUri(String bucket, String key) {
  /** Longest key that S3 allows, in bytes of UTF-8; characters are counted here, which is laxer. */
  private static final int MAX_KEY = 1024;

  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)", Pattern.DOTALL);

  /**
   * Parses {@code s3://bucket/key}.
   *
   * @throws MetadataException with BAD_INPUT if it has another form, or a key that a file system
   *     could take for a path upwards
   */
  public static ObjectUri parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches() || matcher.group(2).length() > MAX_KEY) {
      throw MetadataException.badInput("not an object address of the form s3://bucket/key: " + uri);
    }
    for (String part : matcher.group(2).split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        throw MetadataException.badInput("an object key may not have '.' or '..' parts: " + uri);
      }
    }
    return new ObjectUri(matcher.group(1), matcher.group(2));
  }

  /** {@code s3://bucket/key}. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
