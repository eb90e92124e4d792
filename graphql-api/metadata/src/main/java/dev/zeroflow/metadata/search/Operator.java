package dev.zeroflow.metadata.search;

import java.util.List;
import java.util.stream.Stream;

/** How a clause compares with one value. */
public enum Operator {
  // Longer symbols first: the parser takes the first one that fits.
  AT_MOST("<="),
  AT_LEAST(">="),
  NOT_EQUAL("!="),
  EQUAL("="),
  LESS("<"),
  GREATER(">"),
  /** With the wildcards of SQL; a backslash makes the next character an ordinary one. */
  LIKE("LIKE"),
  /** Like {@link #LIKE}, in any case. */
  ILIKE("ILIKE"),
  /** Has a part that fits a regular expression, as Postgres reads it. */
  RLIKE("RLIKE");

  static final List<Operator> OF_TEXT = List.of(EQUAL, NOT_EQUAL, LIKE, ILIKE);
  static final List<Operator> OF_NUMBER =
      List.of(EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST);

  /** Also with regular expressions, which cost much more. */
  static final List<Operator> OF_TRACED_TEXT = List.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, RLIKE);

  /** Of what may be a text or a number. */
  static final List<Operator> OF_EITHER =
      Stream.concat(OF_TRACED_TEXT.stream(), Stream.of(LESS, AT_MOST, GREATER, AT_LEAST)).toList();

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** As it is written in a filter. */
  public String symbol() {
    return symbol;
  }

  /** As it is written in SQL. */
  public String sql() {
    return this == RLIKE ? "~" : symbol;
  }

  /** Whether it is for numbers only. */
  boolean isOrdering() {
    return OF_NUMBER.contains(this) && !OF_TEXT.contains(this);
  }

  boolean isPattern() {
    return this == LIKE || this == ILIKE;
  }

  boolean isWord() {
    return isPattern() || this == RLIKE;
  }
}
