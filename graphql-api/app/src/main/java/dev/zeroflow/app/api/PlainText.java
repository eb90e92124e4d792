package dev.zeroflow.app.api;

import org.jspecify.annotations.Nullable;

/** Texts to look for. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text; null for null.
   *
   * @param what name of the argument, for the message
   * @throws BadInputException if it has U+0000, which no text that is stored has
   */
  public static @Nullable String check(String what, @Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw new BadInputException(what + " must not have U+0000");
    }
    return text;
  }

  /** The same, with an empty text in place of null. */
  public static String orEmpty(String what, @Nullable String text) {
    String checked = check(what, text);
    return checked == null ? "" : checked;
  }
}
