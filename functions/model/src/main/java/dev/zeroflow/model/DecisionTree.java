package dev.zeroflow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A binary classification tree. The nodes stand in one list, the root first and every child after
 * its parent, so that a walk always ends.
 */
public final class DecisionTree implements Learner {
  static final String KIND = "decision-tree";
  static final int MAX_NODES = 100_000;

  /** One node of the tree. */
  public sealed interface Node {}

  /**
   * Sends a row to one of two nodes.
   *
   * @param feature position of the feature that is looked at
   * @param threshold rows with a value up to this go low, the others high
   * @param low position of the node for small values
   * @param high position of the node for large values
   */
  public record Split(int feature, double threshold, int low, int high) implements Node {}

  /**
   * Ends a walk.
   *
   * @param probabilities one per class
   */
  public record Leaf(List<Double> probabilities) implements Node {
    /** A leaf that nobody can change. */
    public Leaf {
      probabilities = List.copyOf(probabilities);
    }
  }

  private final int features;
  private final int classes;
  private final List<Node> nodes;

  /**
   * A tree over rows of {@code features} values.
   *
   * @throws ModelFormatException if a node points outside, backwards or at an unknown feature, or a
   *     leaf does not hold one probability per class
   */
  public DecisionTree(int features, int classes, List<Node> nodes) {
    this.features = features;
    this.classes = classes;
    this.nodes = List.copyOf(nodes);
    ModelFormatException.check(
        !nodes.isEmpty() && nodes.size() <= MAX_NODES,
        "learner.nodes: expected 1 to " + MAX_NODES + " nodes, found " + nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      check(i);
    }
  }

  private void check(int position) {
    String path = "learner.nodes[" + position + "]";
    switch (nodes.get(position)) {
      case Split split -> {
        ModelFormatException.check(
            split.feature >= 0 && split.feature < features, path + ": unknown feature");
        ModelFormatException.check(
            Double.isFinite(split.threshold), path + ": the threshold is not finite");
        ModelFormatException.check(
            Math.min(split.low, split.high) > position
                && Math.max(split.low, split.high) < nodes.size(),
            path + ": a child must be a later node");
      }
      case Leaf leaf -> {
        ModelFormatException.check(
            leaf.probabilities.size() == classes, path + ": one probability per class expected");
        ModelFormatException.check(
            leaf.probabilities.stream().allMatch(p -> p >= 0 && p <= 1),
            path + ": a probability is outside 0 to 1");
      }
    }
  }

  static DecisionTree fromTree(JsonObject tree, int features, int classes) {
    List<Node> nodes = new ArrayList<>();
    for (JsonObject node : tree.objects("nodes", MAX_NODES)) {
      nodes.add(node.has("probabilities") ? leaf(node) : split(node));
    }
    return new DecisionTree(features, classes, nodes);
  }

  private static Leaf leaf(JsonObject node) {
    return new Leaf(JsonObject.numbers(node.vector("probabilities")));
  }

  private static Split split(JsonObject node) {
    return new Split(
        node.integer("feature"),
        node.number("threshold"),
        node.integer("low"),
        node.integer("high"));
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public double[] probabilities(double[] row) {
    Node node = nodes.getFirst();
    while (node instanceof Split split) {
      node = nodes.get(row[split.feature] > split.threshold ? split.high : split.low);
    }
    return ((Leaf) node).probabilities.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public Map<String, Object> toTree() {
    return JsonObject.of("kind", KIND, "nodes", nodes.stream().map(DecisionTree::toTree).toList());
  }

  private static Map<String, Object> toTree(Node node) {
    return switch (node) {
      case Split split ->
          JsonObject.of(
              "feature", split.feature,
              "threshold", split.threshold,
              "low", split.low,
              "high", split.high);
      case Leaf leaf -> JsonObject.of("probabilities", leaf.probabilities);
    };
  }
}
