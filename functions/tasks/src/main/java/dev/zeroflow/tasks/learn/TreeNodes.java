package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.DecisionTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;

/** Flattens Tribuo's tree: a node, then all below its low side, then all below its high side. */
final class TreeNodes {
  private final int[] positions;
  private final List<String> classes;
  private final List<DecisionTree.Node> nodes = new ArrayList<>();

  TreeNodes(int[] positions, List<String> classes) {
    this.positions = positions;
    this.classes = classes;
  }

  List<DecisionTree.Node> list() {
    return nodes;
  }

  /** Adds a node with all below it; recursion is as deep as the tree, which is limited. */
  void add(Node<Label> node) {
    switch (node) {
      case LeafNode<Label> leaf -> nodes.add(leaf(leaf.getDistribution()));
      case SplitNode<Label> split -> addSplit(split);
      default -> throw new IllegalStateException("unknown node " + node.getClass());
    }
  }

  private void addSplit(SplitNode<Label> split) {
    int position = nodes.size();
    int feature = positions[split.getFeatureID()];
    nodes.add(new DecisionTree.Split(feature, split.splitValue(), 0, 0));
    int low = nodes.size();
    add(split.getLessThanOrEqual());
    int high = nodes.size();
    add(split.getGreaterThan());
    nodes.set(position, new DecisionTree.Split(feature, split.splitValue(), low, high));
  }

  private DecisionTree.Leaf leaf(Map<String, Label> distribution) {
    return new DecisionTree.Leaf(
        classes.stream()
            .map(
                label -> distribution.containsKey(label) ? distribution.get(label).getScore() : 0.0)
            .toList());
  }
}
