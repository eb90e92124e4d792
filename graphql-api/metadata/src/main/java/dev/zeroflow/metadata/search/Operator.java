package dev.zeroflow.metadata.search;

import java.util.List;

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
  ILIKE("ILIKE");

  static final List<Operator> OF_TEXT = List.of(EQUAL, NOT_EQUAL, LIKE, ILIKE);
  static final List<Operator> OF_NUMBER =
      List.of(EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST);

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** As it is written in a filter; the same as in SQL. */
  public String symbol() {
    return symbol;
  }

  boolean isPattern() {
    return this == LIKE || this == ILIKE;
  }
}
