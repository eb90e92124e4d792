package dev.zeroflow.scheduler.spec;

import dev.zeroflow.scheduler.spec.Condition.Operand;
import dev.zeroflow.scheduler.spec.Condition.Operator;
import dev.zeroflow.scheduler.spec.Condition.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the text of a condition. The compiler does not escape quotes inside text,
 * so a text ends at the first quote that an operator, a closing bracket or the end follows.
 */
final class ConditionParser {
  private static final Pattern REFERENCE =
      Pattern.compile("inputs\\.parameter_values\\['([^']+)'\\]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern QUOTED_REFERENCE =
      Pattern.compile("(int\\(|double\\(){0,8}inputs\\.parameter_values\\[");
  private static final Pattern AFTER_TEXT = Pattern.compile("\\s*($|\\)|&&|==|!=|<|>)");

  /** Each {@code int(} and {@code double(} is a level of recursion. */
  private static final int MAX_CONVERSIONS = 1000;

  private final String text;
  private int at;
  private int conversions;

  ConditionParser(String text) {
    this.text = text;
  }

  /**
   * The condition.
   *
   * @throws IllegalArgumentException that says what was expected and where
   */
  Condition parse() {
    List<Term> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (skip("&&"));
    if (at < text.length()) {
      throw expected("'&&' or the end");
    }
    return new Condition(text, List.copyOf(terms));
  }

  private Term term() {
    if (!skip("!(")) {
      return comparison(false);
    }
    Term negated = comparison(true);
    require(")");
    return negated;
  }

  private Term comparison(boolean negated) {
    Operand left = operand();
    Operator operator = operator();
    return new Term(negated, left, operator, operand());
  }

  private Operator operator() {
    for (Operator operator : Operator.values()) {
      if (skip(operator.symbol)) {
        return operator;
      }
    }
    throw expected("a comparison");
  }

  private Operand operand() {
    blanks();
    if (skip("int(")) {
      return number(true);
    }
    if (skip("double(")) {
      return number(false);
    }
    if (skip("true")) {
      return new Operand.Literal(true);
    }
    if (skip("false")) {
      return new Operand.Literal(false);
    }
    return referenceOrLiteral();
  }

  private Operand number(boolean whole) {
    if (++conversions > MAX_CONVERSIONS) {
      throw expected("fewer conversions");
    }
    Operand inner = operand();
    require(")");
    return new Operand.AsNumber(inner, whole);
  }

  private Operand referenceOrLiteral() {
    Matcher reference = match(REFERENCE);
    if (reference != null) {
      return new Operand.Reference(reference.group(1));
    }
    Matcher number = match(NUMBER);
    if (number != null) {
      return new Operand.Literal(Double.valueOf(number.group()));
    }
    if (skip("'")) {
      return new Operand.Literal(quoted());
    }
    throw expected("a parameter, a number, a text in single quotes, true or false");
  }

  private String quoted() {
    int start = at;
    for (int quote = text.indexOf('\'', at); quote >= 0; quote = text.indexOf('\'', quote + 1)) {
      if (AFTER_TEXT.matcher(text).region(quote + 1, text.length()).lookingAt()) {
        at = quote + 1;
        return notAReference(text.substring(start, quote));
      }
    }
    throw expected("a closing quote");
  }

  /** The compiler quotes the whole reference when an integer output is compared with a text. */
  private String notAReference(String literal) {
    if (QUOTED_REFERENCE.matcher(literal).lookingAt()) {
      throw new IllegalArgumentException(
          "the compiler has quoted a reference (" + literal + "): compare a number with a number");
    }
    return literal;
  }

  private @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }

  private boolean skip(String token) {
    blanks();
    boolean found = text.startsWith(token, at);
    if (found) {
      at += token.length();
    }
    return found;
  }

  private void require(String token) {
    if (!skip(token)) {
      throw expected("'" + token + "'");
    }
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "expected %s at character %d of: %s".formatted(what, at + 1, text));
  }
}
