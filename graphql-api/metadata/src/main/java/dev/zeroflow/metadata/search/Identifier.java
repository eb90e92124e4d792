package dev.zeroflow.metadata.search;

/**
 * What a clause compares, or an order sorts by.
 *
 * @param key of an attribute: its own name, never an alias
 */
public record Identifier(Kind kind, String key) {
  @Override
  public String toString() {
    return kind == Kind.ATTRIBUTE ? key : kind.prefix() + "." + key;
  }
}
