package dev.zeroflow.metadata;

import java.util.regex.Pattern;

/** The grammar that names of models, services, triggers, pipelines and projects share. */
public final class Names {
  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  /** Longest description, in characters. */
  public static final int MAX_PROSE = 20_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]*");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,200}");

  private Names() {}

  /**
   * Returns the name if it is one.
   *
   * @param what what is named, for the message
   * @throws MetadataException with BAD_INPUT if it breaks the grammar
   */
  public static String check(String what, String name) {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw MetadataException.badInput(
          what
              + " must be 1 to "
              + MAX_LENGTH
              + " letters, digits, spaces, '.', '_' or '-', and begin with a letter or digit: \""
              + abbreviated(name)
              + "\"");
    }
    return name;
  }

  /** Like {@link #check}, for names that are part of an address, so without spaces. */
  public static String checkSegment(String what, String name) {
    if (name.length() > MAX_LENGTH || !SEGMENT.matcher(name).matches()) {
      throw MetadataException.badInput(
          what
              + " must be 1 to "
              + MAX_LENGTH
              + " letters, digits, '.', '_' or '-', and begin with a letter or digit: \""
              + abbreviated(name)
              + "\"");
    }
    return name;
  }

  /**
   * Returns the text if it can be an idempotency key: 1 to 200 printable ASCII characters without
   * spaces, as they are chosen by programs.
   *
   * @throws MetadataException with BAD_INPUT if it cannot
   */
  public static String checkRequestId(String id) {
    if (!REQUEST_ID.matcher(id).matches()) {
      throw MetadataException.badInput(
          "clientRequestId must be 1 to 200 printable characters without spaces: \""
              + abbreviated(id)
              + "\"");
    }
    return id;
  }

  /**
   * Returns the text if it can be a name for people: on one line, without blanks around it.
   *
   * @param max most characters
   * @throws MetadataException with BAD_INPUT if it cannot
   */
  public static String title(String what, String text, int max) {
    boolean plain = text.chars().noneMatch(Character::isISOControl);
    if (text.isEmpty() || text.length() > max || !plain || !text.strip().equals(text)) {
      throw MetadataException.badInput(
          "%s must be 1 to %d characters on one line, without blanks around them: \"%s\""
              .formatted(what, max, abbreviated(text)));
    }
    return text;
  }

  /**
   * Returns the text if it can be a description, at most {@link #MAX_PROSE} characters.
   *
   * @throws MetadataException with BAD_INPUT if it is longer, or holds what a database cannot
   */
  public static String prose(String what, String text) {
    if (text.length() > MAX_PROSE || text.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          what + " must have at most " + MAX_PROSE + " characters, and not U+0000");
    }
    return text;
  }

  private static String abbreviated(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
  }
}
