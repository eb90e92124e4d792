package dev.zeroflow.scheduler.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text that stands inside a document or inside a parameter: items of a loop, structural
 * placeholders, a STRING that holds a struct. Strict, because a lenient reader would take a user's
 * plain text for a value.
 */
public final class JsonText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final int MAX_LONG_DIGITS = 18;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The value in the form that {@link JsonValues} gives.
   *
   * @throws IllegalArgumentException that says what is wrong and at which character, counted from 1
   */
  public static @Nullable Object read(String text) {
    var reader = new JsonText(text);
    Object value = reader.value(0);
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.wrong("more text behind the value");
    }
    return JsonValues.normalize(value);
  }

  /** The list or struct that the text holds; empty if it is other text. */
  public static Optional<Object> collection(String text) {
    String start = text.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(read(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private @Nullable Object value(int depth) {
    if (depth > DocumentBounds.MAX_DEPTH) {
      throw wrong("collections nested deeper than " + DocumentBounds.MAX_DEPTH);
    }
    blanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    at++;
    if (skip('}')) {
      return members;
    }
    do {
      blanks();
      String key = string();
      require(':');
      if (members.containsKey(key)) {
        throw wrong("the duplicate key " + key);
      }
      members.put(key, value(depth + 1));
    } while (skip(','));
    require('}');
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    var elements = new ArrayList<@Nullable Object>();
    at++;
    if (skip(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (skip(','));
    require(']');
    return elements;
  }

  private String string() {
    if (peek() != '"') {
      throw wrong("no text in double quotes");
    }
    at++;
    var out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        at--;
        throw wrong("a control character inside a text");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw wrong("an unknown escape");
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw wrong("an escape without four hexadecimal digits");
      }
      unit = unit * 16 + digit;
      at++;
    }
    return (char) unit;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("no JSON value");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw wrong("no JSON value");
    }
    at = number.end();
    String digits = number.group();
    boolean whole = number.group(2) == null && number.group(3) == null;
    return whole && digits.length() <= MAX_LONG_DIGITS
        ? (Object) Long.valueOf(digits)
        : (Object) Double.valueOf(digits);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skip(char token) {
    blanks();
    boolean found = at < text.length() && text.charAt(at) == token;
    if (found) {
      at++;
    }
    return found;
  }

  private void require(char token) {
    if (!skip(token)) {
      throw wrong("no '" + token + "'");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("nothing more");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException wrong(String found) {
    return new IllegalArgumentException(
        "not JSON: there is %s at character %d".formatted(found, at + 1));
  }
}
