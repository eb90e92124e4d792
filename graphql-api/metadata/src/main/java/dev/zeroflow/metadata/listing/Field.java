package dev.zeroflow.metadata.listing;

/**
 * What a list can be filtered and ordered by; every item has a value of it.
 *
 * @param name unique in its resource
 */
public record Field(String name, Type type) {
  /** What its values are. */
  public enum Type {
    TEXT,
    TIME
  }

  static Field text(String name) {
    return new Field(name, Type.TEXT);
  }

  static Field time(String name) {
    return new Field(name, Type.TIME);
  }
}
