package dev.zeroflow.tasks.learn;

import dev.zeroflow.model.DecisionTree;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.TreeModel;

/** Classification tree by CART (Breiman et al. 1984) with the Gini impurity. */
@Singleton
final class TrainDecisionTree implements TaskFunction {
  static final String NAME = "train-decision-tree";
  private static final int MAX_DEPTH = 64;
  private static final float MIN_ROWS_OF_CHILD = 2;
  private static final float MIN_IMPURITY_DECREASE = 0;
  private static final float ALL_FEATURES = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    int maxDepth = context.parameters().integer("max_depth", 1, MAX_DEPTH);
    long seed = context.parameters().integer("seed");
    TrainingSet rows = TrainingSet.read(context);
    TreeModel<Label> model = train(rows, maxDepth, seed);
    int nodes = model.countNodes(model.getRoot());
    context.log().info("tree of depth %d with %d nodes".formatted(model.getDepth(), nodes));
    context.metric("depth", model.getDepth(), 0);
    context.metric("nodes", nodes, 0);
    rows.writeModel(context, convert(model, rows), "decision-tree");
  }

  static TreeModel<Label> train(TrainingSet rows, int maxDepth, long seed) {
    var trainer =
        new CARTClassificationTrainer(
            maxDepth,
            MIN_ROWS_OF_CHILD,
            MIN_IMPURITY_DECREASE,
            ALL_FEATURES,
            false,
            new GiniIndex(),
            seed);
    return trainer.train(rows.toTribuo());
  }

  static DecisionTree convert(TreeModel<Label> model, TrainingSet rows) {
    var nodes = new TreeNodes(rows.positions(model), rows.classes());
    nodes.add(model.getRoot());
    return new DecisionTree(rows.table().features().size(), rows.classes().size(), nodes.list());
  }
}
