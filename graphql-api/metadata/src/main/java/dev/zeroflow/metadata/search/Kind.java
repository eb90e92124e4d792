package dev.zeroflow.metadata.search;

import java.util.Optional;

/** What an identifier of a filter names. */
public enum Kind {
  ATTRIBUTE("attribute"),
  METRIC("metrics"),
  PARAM("params"),
  TAG("tags"),
  METADATA("metadata"),
  /** One of several data sets of a run. */
  DATASET("dataset"),
  /** One of several spans of a trace; clauses that AND joins mean the same one. */
  SPAN("span"),
  /** What somebody or a judge says of a trace; a text or a number. */
  FEEDBACK("feedback"),
  /** What a trace should have answered; a text or a number. */
  EXPECTATION("expectation"),
  /** One of several runs that a trace belongs to, written as an attribute. */
  LINKED_RUN("run");

  private final String prefix;

  Kind(String prefix) {
    this.prefix = prefix;
  }

  /** The kind that a prefix means; most have several. */
  static Optional<Kind> of(String prefix) {
    return switch (prefix) {
      case "attribute", "attributes", "attr", "run", "trace" -> Optional.of(ATTRIBUTE);
      case "metric", "metrics" -> Optional.of(METRIC);
      case "param", "params", "parameter", "parameters" -> Optional.of(PARAM);
      case "tag", "tags" -> Optional.of(TAG);
      case "metadata", "request_metadata" -> Optional.of(METADATA);
      case "dataset", "datasets" -> Optional.of(DATASET);
      case "span" -> Optional.of(SPAN);
      case "feedback" -> Optional.of(FEEDBACK);
      case "expectation" -> Optional.of(EXPECTATION);
      default -> Optional.empty();
    };
  }

  /** What stands before the dot, in the spelling that messages use. */
  String prefix() {
    return prefix;
  }

  /** Whether an item has at most one value of a key, by which it can be sorted. */
  boolean isSingle() {
    return switch (this) {
      case ATTRIBUTE, METRIC, PARAM, TAG, METADATA -> true;
      case DATASET, SPAN, FEEDBACK, EXPECTATION, LINKED_RUN -> false;
    };
  }
}
