package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A movable name for one version of a model.
 *
 * @param revision grows with every move, and never comes twice
 */
public record ModelAlias(
    String model, String alias, String version, long revision, Instant updatedAt) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final Pattern VERSION = Pattern.compile("v[0-9]+");

  /**
   * Returns the name if it can be one of an alias. Clients read {@code latest} and {@code v7} as
   * something else.
   *
   * @throws MetadataException with BAD_INPUT if it cannot
   */
  public static String checkName(String alias) {
    if (!NAME.matcher(alias).matches()) {
      throw MetadataException.badInput(
          "an alias must be 1 to 255 letters, digits, '_' or '-': \"%s\""
              .formatted(alias.length() <= 255 ? alias : alias.substring(0, 255)));
    }
    String lower = alias.toLowerCase(Locale.ROOT);
    if (lower.equals("latest") || VERSION.matcher(lower).matches()) {
      throw MetadataException.badInput(
          "\"" + alias + "\" is reserved and cannot be an alias: choose another name");
    }
    return alias;
  }
}
