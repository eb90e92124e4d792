package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.MetadataException;

/** By what found items are sorted; those without a value come last either way. */
public record Order(Identifier by, boolean descending) {
  /** Most characters of an order. */
  static final int MAX_LENGTH = 1_000;

  /**
   * Reads an identifier, with ASC or DESC behind it if need be.
   *
   * @throws MetadataException with BAD_INPUT if it is something else
   */
  public static Order parse(String text, SearchTarget target) {
    var scanner = new Scanner("the order", MAX_LENGTH, text);
    Identifier by = target.read(scanner);
    if (!by.kind().isSingle()) {
      throw scanner.refused(
          0, "%s cannot be ordered by %s, they may have many".formatted(target, by));
    }
    boolean descending = scanner.keyword("DESC");
    boolean known = descending || scanner.keyword("ASC") || scanner.atEnd();
    if (!known || !scanner.atEnd()) {
      throw scanner.refused(
          scanner.mark(), "expected ASC, DESC or the end behind %s".formatted(by));
    }
    return new Order(by, descending);
  }
}
