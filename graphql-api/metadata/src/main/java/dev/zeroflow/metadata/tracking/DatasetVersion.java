package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of a data set as clients name it. Nothing of it is opened here: where it comes from is
 * what somebody said.
 *
 * @param digest made by the client
 * @param source JSON text that says where it comes from
 * @param schema JSON text; null if not said
 * @param profile JSON text; null if not said
 */
public record DatasetVersion(
    String name,
    String digest,
    String sourceType,
    String source,
    @Nullable String schema,
    @Nullable String profile) {
  private static final Pattern DIGEST = Pattern.compile("[!-~]{1,36}");
  private static final int MAX_NAME = 500;
  private static final int MAX_SOURCE = 64 << 10;
  private static final int MAX_SCHEMA = 1 << 20;
  private static final int MAX_PROFILE = 16 << 20;

  public DatasetVersion {
    check("name", name, MAX_NAME);
    check("source_type", sourceType, MAX_NAME);
    check("source", source, MAX_SOURCE);
    check("schema", schema, MAX_SCHEMA);
    check("profile", profile, MAX_PROFILE);
    if (name.isEmpty() || !DIGEST.matcher(digest).matches()) {
      throw MetadataException.badInput(
          "a dataset needs a name, and a digest of 1 to 36 printable characters");
    }
  }

  private static void check(String field, @Nullable String text, int max) {
    if (text != null && (text.length() > max || text.indexOf('\0') >= 0)) {
      throw MetadataException.badInput(
          "%s of a dataset must have at most %d characters, and not U+0000".formatted(field, max));
    }
  }

  /** Its id in the project, also of its artifact: the same whoever logs it. */
  public UUID id(String project) {
    String key = "dataset\n%s\n%s\n%s".formatted(project, name, digest);
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }
}
