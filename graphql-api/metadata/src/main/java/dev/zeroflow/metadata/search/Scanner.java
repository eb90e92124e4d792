package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.MetadataException;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words of a text from left to right; what is between them is white space. */
final class Scanner {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  /** Most characters of the text that a message repeats. */
  private static final int EXCERPT = 60;

  private final String what;
  private final String text;
  private int at;

  /**
   * @param what the text is, for messages
   */
  Scanner(String what, int maxLength, String text) {
    this.what = what;
    this.text = text;
    if (text.length() > maxLength) {
      throw MetadataException.badInput(what + " has more than " + maxLength + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw MetadataException.badInput(what + " must not contain the character NUL");
    }
  }

  /** Where the next word begins. */
  int mark() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean atEnd() {
    return mark() == text.length();
  }

  /** Reads the word, in any case, if it comes next as a whole. */
  boolean keyword(String word) {
    int end = mark() + word.length();
    boolean here = text.regionMatches(true, at, word, 0, word.length());
    if (!here || (end < text.length() && isOfName(text.codePointAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  /** Reads the symbol if it comes next. */
  boolean symbol(String symbol) {
    return text.startsWith(symbol, mark()) && dropped(symbol.length());
  }

  /** Reads a dot if it follows immediately. */
  boolean dot() {
    return text.startsWith(".", at) && dropped(1);
  }

  private boolean dropped(int length) {
    at += length;
    return true;
  }

  /** A name, in quotes if it has other characters than letters, digits and underscores. */
  String name() {
    mark();
    return quotedOrWhile(Scanner::isOfName);
  }

  /** What follows a kind's dot, in quotes if it has other characters than the usual ones. */
  String key() {
    return quotedOrWhile(Scanner::isOfKey);
  }

  private String quotedOrWhile(IntPredicate allowed) {
    int start = at;
    String name = quoted('`').or(() -> quoted('"')).orElseGet(() -> takeWhile(allowed));
    if (name.isEmpty()) {
      throw refused(start, "a name is missing here; write unusual ones in backticks");
    }
    return name;
  }

  /** A text in single or double quotes, if one comes next. */
  Optional<String> string() {
    mark();
    return quoted('\'').or(() -> quoted('"'));
  }

  /** A number, if one comes next. */
  Optional<Double> number() {
    Matcher matcher = NUMBER.matcher(text).region(mark(), text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    int end = matcher.end();
    if (end < text.length() && isOfKey(text.codePointAt(end))) {
      return Optional.empty();
    }
    at = end;
    return Optional.of(Double.valueOf(matcher.group()));
  }

  /** A number in quotes, if one comes next. */
  Optional<Double> quotedNumber() {
    return string().filter(it -> NUMBER.matcher(it).matches()).map(Double::valueOf);
  }

  /** A quote within is written twice; a backslash is nothing special. */
  private Optional<String> quoted(char quote) {
    if (at == text.length() || text.charAt(at) != quote) {
      return Optional.empty();
    }
    var found = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        boolean twice = i + 1 < text.length() && text.charAt(i + 1) == quote;
        if (!twice) {
          at = i + 1;
          return Optional.of(found.toString());
        }
        i++;
      }
      found.append(text.charAt(i));
    }
    throw refused(at, "the quote " + quote + " is never closed");
  }

  private String takeWhile(IntPredicate allowed) {
    int start = at;
    while (at < text.length() && allowed.test(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(start, at);
  }

  private static boolean isOfName(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  private static boolean isOfKey(int character) {
    return isOfName(character) || ".-/:".indexOf(character) >= 0;
  }

  /** A refusal that shows the text from a mark on. */
  MetadataException refused(int mark, String reason) {
    String excerpt = text.substring(mark, Math.min(text.length(), mark + EXCERPT));
    String place =
        excerpt.isEmpty() ? "at the end" : "at character " + (mark + 1) + ", \"" + excerpt + "\"";
    return MetadataException.badInput("%s is not valid %s: %s".formatted(what, place, reason));
  }
}
