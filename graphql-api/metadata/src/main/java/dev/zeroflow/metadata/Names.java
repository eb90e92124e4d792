package dev.zeroflow.metadata;

import java.util.regex.Pattern;

/** The grammar that names of models, services, triggers, pipelines and projects share. */
public final class Names {
  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 128;

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

  private static String abbreviated(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
  }
}
