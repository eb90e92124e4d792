package dev.zeroflow.scheduler.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads over what a task loops, if it does. */
final class LoopParser {
  private static final String PARAMETERS = "parameterIterator";
  private static final String ARTIFACTS = "artifactIterator";
  private static final String POLICY = "iteratorPolicy";

  private LoopParser() {}

  static @Nullable Loop loop(SpecNode task) {
    if (!task.has(PARAMETERS) && !task.has(ARTIFACTS)) {
      return null;
    }
    String kind = task.only(PARAMETERS, ARTIFACTS);
    SpecNode node = task.get(kind);
    SpecNode items = node.get("items");
    return new Loop(
        kind.equals(PARAMETERS)
            ? parameters(items)
            : new Loop.Items.Artifacts(items.get("inputArtifact").text()),
        node.get("itemInput").text(),
        Math.max(parallelism(task), parallelism(node)));
  }

  /** The policy stands at the task; older documents have it inside the iterator. */
  private static int parallelism(SpecNode node) {
    return node.find(POLICY)
        .flatMap(policy -> policy.find("parallelismLimit"))
        .map(SpecNode::wholeNumber)
        .orElse(0);
  }

  private static Loop.Items parameters(SpecNode items) {
    return items.only("raw", "inputParameter").equals("raw")
        ? new Loop.Items.Literal(literal(items.get("raw")))
        : new Loop.Items.Parameter(items.get("inputParameter").text());
  }

  private static List<@Nullable Object> literal(SpecNode raw) {
    List<@Nullable Object> items = array(raw);
    if (items.size() > Loop.MAX_ITEMS) {
      throw raw.bad(
          "has %,d items, more than the %,d that a loop may have"
              .formatted(items.size(), Loop.MAX_ITEMS));
    }
    return items;
  }

  @SuppressWarnings("unchecked") // JsonText makes no other lists
  private static List<@Nullable Object> array(SpecNode raw) {
    try {
      if (JsonText.read(raw.text()) instanceof List<?> list) {
        return (List<@Nullable Object>) list;
      }
    } catch (IllegalArgumentException e) {
      throw raw.bad(String.valueOf(e.getMessage()));
    }
    throw raw.bad("must be a JSON array");
  }
}
