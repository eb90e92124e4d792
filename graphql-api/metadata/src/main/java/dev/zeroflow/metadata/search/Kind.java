package dev.zeroflow.metadata.search;

import java.util.Optional;

/** What an identifier of a filter names. */
public enum Kind {
  ATTRIBUTE("attribute"),
  METRIC("metrics"),
  PARAM("params"),
  TAG("tags"),
  DATASET("dataset");

  private final String prefix;

  Kind(String prefix) {
    this.prefix = prefix;
  }

  /** The kind that a prefix means; most have several. */
  static Optional<Kind> of(String prefix) {
    return switch (prefix) {
      case "attribute", "attributes", "attr", "run" -> Optional.of(ATTRIBUTE);
      case "metric", "metrics" -> Optional.of(METRIC);
      case "param", "params", "parameter", "parameters" -> Optional.of(PARAM);
      case "tag", "tags" -> Optional.of(TAG);
      case "dataset", "datasets" -> Optional.of(DATASET);
      default -> Optional.empty();
    };
  }

  /** What stands before the dot, in the spelling that messages use. */
  String prefix() {
    return prefix;
  }
}
