package dev.zeroflow.app.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Places in lists that are ordered by a number; opaque to clients. */
public final class NumberCursor {
  /** Most items on a page. */
  public static final int MAX_PAGE = 100;

  private NumberCursor() {}

  public static String text(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The number behind the text; null for no text.
   *
   * @throws BadInputException if the text is no cursor
   */
  public static @Nullable Long parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("after is not a cursor of this server: " + text);
    }
  }

  /** The size of a page if it is one. */
  public static int size(int first) {
    if (first < 1 || first > MAX_PAGE) {
      throw new BadInputException("first must be from 1 to " + MAX_PAGE + ": " + first);
    }
    return first;
  }
}
