package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a version stands, for clients that do not use aliases yet. */
public enum Stage {
  NONE("None"),
  STAGING("Staging"),
  PRODUCTION("Production"),
  ARCHIVED("Archived");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /** As it is written, e.g. {@code Staging}. */
  public String text() {
    return text;
  }

  /**
   * The stage that is written so, in capitals or not.
   *
   * @throws MetadataException with BAD_INPUT if there is none
   */
  public static Stage of(String text) {
    return Stream.of(values())
        .filter(stage -> stage.text.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                MetadataException.badInput(
                    "a stage is None, Staging, Production or Archived, not \"" + text + "\""));
  }
}
