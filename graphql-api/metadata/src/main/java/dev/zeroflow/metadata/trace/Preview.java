package dev.zeroflow.metadata.trace;

/** The beginning of a text, for lists of traces. */
public final class Preview {
  /** Most characters. */
  public static final int MAX = 1_000;

  private static final String CUT = "...";

  private Preview() {}

  /** The text, or as much of it as fits, with three dots; no character is cut in two. */
  public static String of(String text) {
    if (text.length() <= MAX) {
      return text;
    }
    int end = MAX - CUT.length();
    boolean split = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, split ? end - 1 : end) + CUT;
  }
}
